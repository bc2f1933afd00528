import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../model/diagnostic.js';
import { renderDiagnostics } from './diagnostics.js';

function at(line: number, column: number, end = column + 1, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'E012',
    severity: 'error',
    origin: { file: 'x.yaml', start: { line, column }, end: { line, column: end } },
    message: 'something is wrong',
    ...more,
  };
}

const render = (source: string, ...diagnostics: readonly Diagnostic[]): string[] =>
  renderDiagnostics(diagnostics, () => source).split('\n');

/** What stands over the carets. */
function marked(source: string, diagnostic: Diagnostic): string {
  const [, line = '', carets = ''] = render(source, diagnostic);
  return placesOf(line)
    .filter((_, index) => carets[index] === '^')
    .join('');
}

/** A text as a terminal shows it, place by place: a wide character takes two, a mark none. */
function placesOf(text: string): string[] {
  const places: string[] = [];
  for (const character of text) {
    if (/\p{M}/u.test(character)) places[places.length - 1] += character;
    else
      places.push(
        character,
        ...(/[\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]|\p{Emoji_Presentation}/u.test(character) ? [''] : []),
      );
  }
  return places;
}

describe('a diagnostic says where, what, and what to do', () => {
  test('with its line and a caret under the place', () => {
    expect(
      render('spec: 1\nnmae: x\n', at(2, 1, 5, { message: 'unknown word "nmae"', suggestion: 'did you mean "name"?' })),
    ).toEqual([
      'x.yaml:2:1  E012  unknown word "nmae"',
      '   2 | nmae: x',
      '     | ^^^^',
      '     = did you mean "name"?',
      '',
    ]);
  });

  test('several, with an empty line between them', () => {
    expect(render('a\nb\n', at(1, 1), at(2, 1)).filter((line) => line === '')).toHaveLength(2);
  });

  test('without its line where there is no text', () => {
    expect(render('', at(1, 1, 2, { suggestion: 'do this' }))).toEqual([
      'x.yaml:1:1  E012  something is wrong',
      '      do this',
      '',
    ]);
  });

  test('of a place over several lines the beginning is marked', () => {
    const over = at(1, 4);
    expect(render('a: [\n1]\n', { ...over, origin: { ...over.origin, end: { line: 2, column: 3 } } })[2]).toBe(
      '     |    ^',
    );
  });

  test('line numbers of any length', () => {
    const source = 'x\n'.repeat(12_345);
    expect(render(source, at(12_345, 1)).slice(1, 3)).toEqual(['12345 | x', '      | ^']);
  });

  test('each file is asked for once, and shown from its own text', () => {
    const asked: string[] = [];
    const other = at(1, 1);
    const rendered = renderDiagnostics(
      [at(1, 1), at(1, 1), { ...other, origin: { ...other.origin, file: 'y.yaml' } }],
      (file) => {
        asked.push(file);
        return `# ${file}`;
      },
    );
    expect(asked).toEqual(['x.yaml', 'y.yaml']);
    expect(rendered).toContain('1 | # y.yaml');
  });
});

describe('the caret stands under what is wrong', () => {
  test('behind tabs', () => {
    expect(marked('\t\tsend: hello', at(1, 9, 14))).toBe('hello');
    expect(render('\tx', at(1, 2))[1]).toBe('   1 |  x');
  });

  test('behind letters outside of ASCII, and on them', () => {
    expect(marked('ä: éx', at(1, 4, 6))).toBe('éx');
  });

  test('behind an emoji, which is two units of the text and two places of the terminal', () => {
    expect(marked('"😀😀": wrong', at(1, 9, 14))).toBe('wrong');
  });

  test('behind wide letters, which are one unit and two places', () => {
    expect(marked('名前: wrong', at(1, 5, 10))).toBe('wrong');
    expect(marked('x: 名前', at(1, 4, 6))).toBe('名前');
  });

  test('behind marks, which are one unit and no place', () => {
    expect(marked('e\u0301e\u0301: wrong', at(1, 7, 12))).toBe('wrong');
  });

  test('at the end of a line, and behind it', () => {
    expect(render('ab', at(1, 3))[2]).toBe('     |   ^');
    expect(render('ab\r\ncd\r\n', at(1, 2, 3)).slice(1, 3)).toEqual(['   1 | ab', '     |  ^']);
  });
});

describe('of a long line a part is shown', () => {
  const long = `${'a'.repeat(500)}WRONG${'b'.repeat(500)}`;

  test('with the place in it', () => {
    const [, line = ''] = render(long, at(1, 501, 506));
    expect(marked(long, at(1, 501, 506))).toBe('WRONG');
    expect(line.length).toBeLessThan(125);
    expect(line).toMatch(/^ {3}1 \| …a+WRONGb+…$/);
  });

  test('from its beginning, where the place is there', () => {
    expect(render(`WRONG${long}`, at(1, 1, 6))[1]).toMatch(/^ {3}1 \| WRONGa+…$/);
  });

  test('to its end, where the place is there', () => {
    expect(render(`${long}END`, at(1, 1006, 1009))[1]).toMatch(/^ {3}1 \| …b+END$/);
    expect(marked(`${long}END`, at(1, 1006, 1009))).toBe('END');
  });

  test('a mark that is longer than the part ends with it', () => {
    const [, line = '', carets = ''] = render('x'.repeat(5000), at(1, 1, 5001));
    expect(carets.length).toBeLessThanOrEqual(line.length);
  });

  test('without cutting a character in two', () => {
    const emoji = '😀'.repeat(300);
    expect(render(emoji, at(1, 301, 303))[1]).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(marked(emoji, at(1, 301, 303))).toBe('😀');
  });
});

describe('what the file holds does nothing to the terminal', () => {
  test('escape sequences, bells and bidi controls are dots', () => {
    expect(render('a\u001b[31m\u0007\u202eb', at(1, 9))[1]).toBe('   1 | a·[31m··b');
  });

  test('and the caret still stands right', () => {
    expect(marked('\u001b\u200b\u2028x', at(1, 4))).toBe('x');
  });

  test('message, advice and file name are made visible too', () => {
    const hostile = at(1, 1, 2, { message: 'no "\u001b[2J"', suggestion: 'try\u0007' });
    const rendered = renderDiagnostics([{ ...hostile, origin: { ...hostile.origin, file: 'x\n.yaml' } }], () => 'a');
    // eslint-disable-next-line no-control-regex
    expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    expect(rendered.split('\n')[0]).toBe('x\\n.yaml:1:1  E012  no "\\x1b[2J"');
  });
});
