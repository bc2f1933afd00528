import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { language } from '../harness/cli/language.js';
import { readSpec } from '../harness/spec/read-spec.js';
import { fillPlaces } from './fill-places.js';

/** What stands between ```yaml and ```; a whole spec is told by its first line. */
function specsIn(document: string): string[] {
  const snippets = [...readFileSync(document, 'utf8').matchAll(/^```yaml\n([^]*?)^```$/gm)].map(
    ([, text]) => text ?? '',
  );
  return snippets.filter((text) => /^(#.*\n)*spec: 1\b/.test(text));
}

describe.each(['README.md', 'specs/README.md'])('%s', (document) => {
  const specs = specsIn(document);

  test('shows a whole spec', () => {
    expect(specs).not.toEqual([]);
  });

  test.each(specs.map((text) => [/^name: (.*?)(?: {2,}#.*)?$/m.exec(text)?.[1] ?? '', text]))(
    'the spec "%s" has no mistake',
    (_name, text) => {
      expect(readSpec(Buffer.from(text), 'snippet.yaml', language).diagnostics).toEqual([]);
    },
  );

  test('links lead to files that are there', () => {
    const links = [...readFileSync(document, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, path]) => path ?? '',
    );
    const folder = document.slice(0, document.lastIndexOf('/') + 1);
    for (const path of links) expect(() => readFileSync(folder + path), path).not.toThrow();
  });
});

describe('a place for generated text', () => {
  const place = '<!-- words: made by npm run generate -->old<!-- end of words -->';

  test('is filled, and what stands round it stays', () => {
    expect(fillPlaces(`before ${place} after`, { words: 'new' })).toBe(
      'before <!-- words: made by npm run generate -->\n\nnew\n\n<!-- end of words --> after',
    );
  });

  test('that nothing is generated for is refused, and so is a text without a place', () => {
    expect(() => fillPlaces(place, {})).toThrow('nothing is generated for the place "words"');
    expect(() => fillPlaces('', { words: 'new' })).toThrow('there is no place for: words');
  });
});
