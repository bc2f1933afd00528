import { describe, expect, test } from 'vitest';
import { language } from '../cli/language.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { readDamageText } from './read-damage-text.js';

const read = (text: string, over: 'tcp' | 'udp' = 'udp'): ReturnType<typeof readDamageText> =>
  readDamageText(text, { file: '--damage', over, language });

/** What the user sees of a mistake. */
function complaint(text: string, over: 'tcp' | 'udp' = 'udp'): string {
  const { rules, diagnostics, source } = read(text, over);
  expect(rules).toEqual([]);
  return renderDiagnostics(diagnostics, () => source);
}

describe('rules outside of a spec', () => {
  test.each([
    ['loss: 20%, at_most: 2 in a row', ['lose 20% (at most 2 in a row) of the datagrams']],
    ['from: client, drop: [2, 5]', ['drop the 2nd and 5th datagrams from client']],
    ['{ from: server, duplicate: 3 }', ['add a copy of the 3rd datagram from server']],
    ['[ { drop: first }, { delay: 50ms } ]', ['drop the 1st datagram', 'add 50 ms of delay to everything']],
    ['hold: { nth: 2, until: 1 more }', ['hold, until 1 more has passed, the 2nd datagram']],
    [
      "drop: 2, matching: '^DATA', only: client 2",
      ['drop the 2nd datagram among those that match /^DATA/ (only client 2)'],
    ],
    ['drop:\n  2', ['drop the 2nd datagram']],
    ['drop: 1 # the first', ['drop the 1st datagram']],
  ])('%j', (text, said) => {
    const { rules, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(rules.map((rule) => rule.text)).toEqual(said);
    expect(rules.map((rule) => rule.link)).toEqual(said.map(() => 'line'));
  });
});

describe('a mistake in them is told with a caret in the text itself', () => {
  test('an unknown word', () => {
    expect(complaint('from: client, dorp: 2')).toBe(
      [
        '--damage:1:15  E012  unknown word "dorp" in a damage rule',
        '   1 | from: client, dorp: 2',
        '     |               ^^^^',
        '     = did you mean "drop"?',
        '',
      ].join('\n'),
    );
  });

  test('within a list of rules', () => {
    expect(complaint('[ { drop: 1 }, { loss: 20 } ]')).toBe(
      [
        '--damage:1:24  E052  "loss" is 20, and needs a percent sign',
        '   1 | [ { drop: 1 }, { loss: 20 } ]',
        '     |                        ^^',
        '     = write 20%',
        '',
      ].join('\n'),
    );
  });

  test('a damage that this kind of line cannot have', () => {
    expect(complaint('loss: 20%', 'tcp')).toBe(
      [
        '--damage:1:1  E041  "loss" cannot be used on a TCP link',
        '   1 | loss: 20%',
        '     | ^^^^',
        '     = TCP never loses bytes. For a slow line use "stall"',
        '',
      ].join('\n'),
    );
  });

  test('an end that the line does not have', () => {
    expect(complaint('from: alice, drop: 1')).toContain('its two ends are client and server');
  });

  test.each([
    ['brackets that do not match', '} ], steps: [ { client: connect } ', /^--damage:1:3 /],
    ['a bracket that is never closed', 'drop: [1, 2', /^--damage:1:\d+ /],
    ['a quote that is never closed', 'drop: 1, matching: "x', /^--damage:1:\d+ /],
    ['a word alone', 'drop', /^--damage:1:\d+ /],
    ['an anchor that there is not', 'drop: *first', /^--damage:1:\d+ /],
  ])('%s', (_, text, place) => {
    const said = complaint(text);
    expect(said).toMatch(place);
    expect(said).not.toMatch(/line:|checks|spec: 1/);
  });
});
