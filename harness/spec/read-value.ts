import { NUMBER_FORMS, type Held, type Payload, type Size, type TemplatePart, type Value } from '../model/value.js';
import { treeAt, type Path } from '../yaml/tree.js';
import type { Value as AuthoredValue } from './generated/authored.js';
import { sayCallOutside, sayDollar } from './dollar-sentences.js';
import { readExpression } from './read-expression.js';
import type { Reading } from './reading.js';
import { pathsIn, type WordOf } from './shape-paths.js';
import { demandName, Sight } from './sight.js';

/** A value at a path: text with names in it, a name alone, or a payload. */
export function readValue(
  reading: Reading,
  path: Path,
  sight: Sight,
  { mayBeList = false }: { readonly mayBeList?: boolean } = {},
): Value {
  const text = reading.text(path);
  if (text === undefined) return { kind: 'payload', payload: readPayload(reading, path, sight) };
  const alone = /^\$([A-Za-z_]\w*)$/.exec(text);
  if (alone) {
    const name = alone[1] as string;
    const known = demandName(reading, path, name, sight, text);
    if (!mayBeList) demandSingle(reading, path, known, text);
    return { kind: 'variable', name };
  }
  return { kind: 'template', parts: readTemplate(reading, path, text, sight) };
}

/** A text at a path without any name in it; `$$` is the sign itself, as in every value. */
export function readPlainText(reading: Reading, path: Path, text: string): string {
  const value = readValue(reading, path, new Sight());
  return value.kind === 'template' ? value.parts.map((part) => ('text' in part ? part.text : '')).join('') : text;
}

function readTemplate(reading: Reading, path: Path, text: string, sight: Sight): TemplatePart[] {
  refuseDeadEscape(reading, path);
  const parts: TemplatePart[] = [];
  const add = (piece: string): void => {
    const last = parts.at(-1);
    if (last && 'text' in last) parts[parts.length - 1] = { text: last.text + piece };
    else if (piece !== '') parts.push({ text: piece });
  };
  for (const { piece, behind } of piecesOf(text)) {
    if (piece === '$$') add('$');
    else if (piece.startsWith('${')) {
      const outside = sayCallOutside(piece, behind);
      const part = readInserted(reading, path, piece, sight);
      if (outside) reading.report({ path, ...outside });
      else if (part) parts.push(part);
    } else if (piece.startsWith('$')) {
      reading.report({ path, ...sayDollar(piece, behind, sight) });
    } else add(piece);
  }
  return parts;
}

/** What stands between ${ and }: a name, or an expression. */
function readInserted(reading: Reading, path: Path, piece: string, sight: Sight): TemplatePart | undefined {
  const source = piece.slice(2, -1);
  const name = source.trim();
  if (name !== '' && !/^\w+$/.test(name)) {
    const expression = readExpression(reading, { path, source }, sight);
    demandSingle(reading, path, expression, piece);
    return expression && { expression };
  }
  demandSingle(reading, path, demandName(reading, path, name, sight, piece), piece);
  return { name };
}

/** A text cut at what begins with a $. The brace that ends an expression is the first that stands in no quotes. */
function piecesOf(text: string): { readonly piece: string; readonly behind: string }[] {
  const pieces = text.split(/(\$\$|\$\{(?:"[^"]*"|'[^']*'|[^}"'])*\}|\$\w*)/);
  return pieces.map((piece, index) => ({ piece, behind: pieces[index + 1] ?? '' }));
}

/** A list has no bytes of its own. */
function demandSingle(reading: Reading, path: Path, known: { readonly held: Held } | undefined, written: string): void {
  if (known?.held.startsWith('a list'))
    reading.report({
      code: 'E013',
      path,
      part: written,
      message: `this holds ${known.held}, which cannot be sent or compared as one text`,
      suggestion: 'look at it with `check`',
    });
}

/** Only between double quotes is `\n` a line end; elsewhere it is a backslash and an n, which nobody means. */
function refuseDeadEscape(reading: Reading, path: Path): void {
  const tree = treeAt(reading.tree, path);
  if (tree?.kind !== 'scalar' || (tree.style !== 'plain' && tree.style !== 'single quotes')) return;
  const escape = /\\(?:[nrt0]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})/.exec(tree.written)?.[0];
  if (escape === undefined) return;
  reading.report({
    code: 'E058',
    path,
    part: escape,
    message: `${tree.style === 'plain' ? 'without quotes' : 'between single quotes'} ${escape} is not one character, but ${escape.length}: a backslash and "${escape.slice(1)}"`,
    suggestion: `put the text between double quotes; there \\\\ is one backslash`,
  });
}

type AuthoredPayload = Exclude<AuthoredValue, string>;

const PAYLOADS = [
  'text',
  'random',
  'token',
  'hex',
  'base64',
  'concat',
  'repeat',
  ...NUMBER_FORMS,
] as const satisfies readonly WordOf<AuthoredPayload>[];

/** The words of a payload. */
export const PAYLOAD_WORDS: readonly string[] = [...PAYLOADS, 'times' satisfies WordOf<AuthoredPayload>];

/** A recipe for bytes at a path. */
export function readPayload(reading: Reading, path: Path, sight: Sight): Payload {
  const at = pathsIn<AuthoredPayload>(path);
  const nothing: Payload = { kind: 'hex', hex: '' };
  if (reading.isInvalid(path) || reading.isIncomplete(path)) return nothing;
  const kinds = PAYLOADS.filter((kind) => reading.has(at(kind)));
  const [kind, second] = kinds;
  if (kind === undefined || second !== undefined) {
    reading.report({
      code: 'E016',
      path: second === undefined ? path : at(second),
      on: second === undefined ? 'value' : 'key',
      message:
        second === undefined
          ? '"times" alone makes no bytes'
          : `a payload cannot be "${kinds.join('" and "')}" at once`,
      suggestion: second === undefined ? 'write { repeat: "ab", times: 50 }' : 'keep one of them',
    });
    return nothing;
  }
  if (reading.has(at('times')) !== (kind === 'repeat')) {
    reading.report({
      code: 'E016',
      path: at(kind === 'repeat' ? 'repeat' : 'times'),
      on: 'key',
      message: '"repeat" and "times" belong together',
      suggestion:
        kind === 'repeat' ? 'write { repeat: "ab", times: 50 }' : `take "times" away: "${kind}" says already how many`,
    });
  }
  switch (kind) {
    case 'hex':
      return { kind, hex: (reading.text(at('hex')) ?? '').replace(/\s+/g, '').toLowerCase() };
    case 'repeat':
      return { kind, of: readValue(reading, at('repeat'), sight), times: readSize(reading, at('times'), sight) ?? 1 };
    case 'base64':
      return { kind, base64: reading.text(at('base64')) ?? '' };
    case 'concat':
      return { kind, parts: reading.items(at('concat')).map((item) => readValue(reading, item, sight)) };
    case 'text':
    case 'random':
    case 'token':
      return { kind, bytes: readSize(reading, at(kind), sight) ?? 0 };
    default:
      return { kind: 'number', as: kind, of: readSize(reading, at(kind), sight) ?? 0 };
  }
}

/** A number, the name of a variable that holds one, or an expression. */
export function readSize(reading: Reading, path: Path, sight: Sight): Size | undefined {
  const number = reading.number(path);
  if (number !== undefined) return number;
  const written = reading.text(path);
  if (written === undefined) return undefined;
  if (written.startsWith('${')) {
    const wants = { held: 'a number', by: String(path.at(-1)) } as const;
    const expression = readExpression(reading, { path, source: written.slice(2, -1), wants }, sight);
    return expression && { expression };
  }
  const name = written.slice(1);
  const known = demandName(reading, path, name, sight, written);
  if (!known) return undefined;
  if (known.held !== 'a number' && known.held !== 'anything')
    reading.report({
      code: 'E013',
      path,
      message: `"${String(path.at(-1))}" is a number, but "${name}" holds ${known.held}`,
      suggestion: known.told
        ? `write "\${number(${name})}"`
        : 'give it a whole number where it gets its value, in `cases` or elsewhere',
    });
  return { name, ...(known.told && { told: true }) };
}
