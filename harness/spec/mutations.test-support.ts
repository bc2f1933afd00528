import { isMap, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { language } from '../cli/language.js';
import { generator } from '../model/random.js';
import { readSpec } from './read-spec.js';
import { partsOf, pieceIn, pieceOf, written, type Parts } from './pieces.test-support.js';

/** A spec with one thing changed in it. */
export interface Mutation {
  readonly kind: string;
  /** What was done, for the title of a failure. */
  readonly told: string;
  readonly bytes: Uint8Array;
  /** The path of the key that was misspelt or dropped. */
  readonly path?: readonly (string | number)[];
  /** The misspelt key as it stands now. */
  readonly wrong?: string;
}

/** Chance from a seed, as the tests need it. */
export class Dice {
  private readonly next: () => number;

  constructor(...seed: readonly (string | number)[]) {
    this.next = generator(...seed);
  }

  below(limit: number): number {
    return this.next() % limit;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** The spec with only one of its checks (and those that it is like): small, so that thousands of it can be read. */
export function withOneCheck(text: string, id: string, { about }: { readonly about: boolean }): string {
  const document = parseDocument(text);
  if (!about) document.delete('about');
  const checks = document.get('checks') as YAMLSeq<YAMLMap>;
  const kept = new Set<unknown>([id]);
  for (const check of checks.items.toReversed())
    if (kept.has(check.get('id')) && check.has('like')) kept.add(check.get('like'));
  checks.items = checks.items.filter((check) => kept.has(check.get('id')));
  for (const check of checks.items) check.delete('needs');
  dropIdleBlocks(document);
  dropReplacedFiles(document, checks);
  dropIdleParams(document);
  dropIdleNames(document);
  return document.toString({ lineWidth: 0 });
}

/** What a check puts in the place of a program's own file is all that counts. */
function dropReplacedFiles(document: ReturnType<typeof parseDocument>, { items: checks }: YAMLSeq<YAMLMap>): void {
  const [check, ...others] = checks;
  if (!check?.has('files') || others.length > 0) return;
  const { files } = check.toJSON() as { readonly files: Readonly<Record<string, object>> };
  for (const [program, own] of Object.entries(files)) {
    const declared = document.getIn(['programs', program, 'files']) as YAMLMap | undefined;
    for (const path of Object.keys(own)) declared?.delete(path);
    if (declared?.items.length === 0) document.deleteIn(['programs', program, 'files']);
  }
}

/** The spec as it is where this parameter is set so. */
export function withDefault(text: string, param: string, choice: string): string {
  const document = parseDocument(text);
  document.setIn(['params', param, 'default'], choice);
  return document.toString({ lineWidth: 0 });
}

/** A block or group that no check uses is a mistake. */
function dropIdleBlocks(document: ReturnType<typeof parseDocument>): void {
  if (!/\buse"?:/.test(String(document.get('checks')))) {
    document.delete('blocks');
    document.delete('groups');
    return;
  }
  const blocks = document.get('blocks') as YAMLMap | undefined;
  const isUsed = (name: string): boolean => new RegExp(`\\buse"?:[\\s{]*"?${name}\\b`).test(String(document));
  const idle = blocks?.items.find(({ key }) => !isUsed(String(key)));
  if (!blocks || !idle) return;
  blocks.delete(idle.key);
  // It may have been the only one to use another.
  dropIdleBlocks(document);
}

/** A parameter that nothing uses is a mistake. */
function dropIdleParams(document: ReturnType<typeof parseDocument>): void {
  const params = document.get('params') as YAMLMap | undefined;
  document.delete('params');
  const told = document.get('about', true);
  document.delete('about');
  const rest = String(document);
  if (told !== undefined) document.set('about', told);
  const used = params?.items.filter(({ key }) => new RegExp(`\\b${String(key)}\\b`).test(rest)) ?? [];
  if (params && used.length > 0) {
    params.items = used;
    document.set('params', params);
  }
}

/** So are a value and a program that no check uses. What a value is made of goes after it. */
function dropIdleNames(document: ReturnType<typeof parseDocument>): void {
  for (;;) {
    const { diagnostics } = readSpec(Buffer.from(String(document)), 'part.yaml', language);
    const idle = diagnostics.flatMap(({ message }) => /^no check (.*) "(\w+)"/.exec(message)?.[2] ?? []);
    if (idle.length === 0) return;
    for (const section of ['data', 'programs']) {
      const map = document.get(section);
      if (!isMap(map)) continue;
      for (const name of idle) map.delete(name);
      if (map.items.length === 0) document.delete(section);
    }
  }
}

export function idsOf(text: string): string[] {
  return (parseDocument(text).get('checks') as YAMLSeq<YAMLMap>).items.map((check) => String(check.get('id')));
}

/** Changes to the words and values of a spec; each kind by its name. */
export const structural: Readonly<Record<string, (text: string, dice: Dice) => Mutation>> = {
  'drop a key': change(({ entries }, dice) => {
    const { map, pair, path } = dice.pick(entries);
    map.pairs.splice(map.pairs.indexOf(pair), 1);
    return { told: path.join('/'), path };
  }),
  'misspell a word': change(({ entries }, dice) => {
    const { pair, path } = dice.pick(entries);
    const wrong = misspelt(pair.key, dice);
    pair.key = wrong;
    return { told: `${path.join('/')} as ${wrong}`, path, wrong };
  }),
  'swap a type': change(({ entries }, dice) => {
    const { pair, path } = dice.pick(entries);
    pair.value = pieceOf(dice.pick([7, 'x', true, null, ['x'], { x: 'y' }, [], {}, -1, 1.5, '', '$x']));
    return { told: `${path.join('/')} to ${written(pair.value)}` };
  }),
  'swap two values': change(({ entries }, dice) => {
    const [a, b] = [dice.pick(entries), dice.pick(entries)];
    // A value inside of the other would become a circle.
    if (b.path.join('/').startsWith(a.path.join('/')) || a.path.join('/').startsWith(b.path.join('/')))
      return { told: 'nothing' };
    [a.pair.value, b.pair.value] = [b.pair.value, a.pair.value];
    return { told: `${a.path.join('/')} and ${b.path.join('/')}` };
  }),
  'duplicate a key': change(({ entries }, dice) => {
    const { map, pair, path } = dice.pick(entries);
    map.pairs.push(pair);
    return { told: path.join('/'), path };
  }),
  'delete a list item': change(({ items }, dice) => {
    const { list, index, path } = dice.pick(items);
    list.splice(index, 1);
    return { told: path.join('/') };
  }),
  'swap two list items': change(({ items }, dice) => {
    const { list, index, path } = dice.pick(items);
    const other = dice.below(list.length);
    [list[index], list[other]] = [list[other] ?? null, list[index] ?? null];
    return { told: `${path.join('/')} and ${other}` };
  }),
};

/** Changes to the text that know nothing of YAML. */
export const textual: Readonly<Record<string, (text: string, dice: Dice) => Mutation>> = {
  'change the indentation': (text, dice) => {
    const lines = text.split('\n');
    const at = dice.below(lines.length);
    const by = dice.pick([-2, -1, 1, 2, 4]);
    lines[at] = by > 0 ? ' '.repeat(by) + (lines[at] ?? '') : (lines[at] ?? '').replace(new RegExp(`^ {0,${-by}}`), '');
    return made(`line ${at + 1} by ${by}`, lines.join('\n'));
  },
  'insert a random byte': (text, dice) => splice(text, dice, Uint8Array.of(dice.below(256)), 0),
  'insert a sign of YAML': (text, dice) =>
    splice(text, dice, Buffer.from(dice.pick(':#{}[]*&!|>%@,-?"\'\t\\$'.split(''))), 0),
  'delete a byte': (text, dice) => splice(text, dice, new Uint8Array(), 1),
  'change a byte': (text, dice) => splice(text, dice, Uint8Array.of(32 + dice.below(95)), 1),
  'repeat a line': (text, dice) => {
    const lines = text.split('\n');
    const at = dice.below(lines.length);
    return made(`line ${at + 1}`, [...lines.slice(0, at + 1), ...lines.slice(at)].join('\n'));
  },
  'swap two lines': (text, dice) => {
    const lines = text.split('\n');
    const [a, b] = [dice.below(lines.length), dice.below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    return made(`lines ${a + 1} and ${b + 1}`, lines.join('\n'));
  },
  'cut the file off': (text, dice) => {
    const at = dice.below(text.length);
    return made(`at ${at}`, text.slice(0, at));
  },
};

function made(told: string, text: string): Mutation {
  return { kind: '', told, bytes: Buffer.from(text) };
}

function splice(text: string, dice: Dice, inserted: Uint8Array, removed: number): Mutation {
  const bytes = Buffer.from(text);
  const at = dice.below(bytes.length);
  return {
    kind: '',
    told: `${Buffer.from(inserted).toString('hex')} at ${at}`,
    bytes: Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]),
  };
}

function change(
  how: (parts: Parts, dice: Dice) => Omit<Mutation, 'kind' | 'bytes'>,
): (text: string, dice: Dice) => Mutation {
  return (text, dice) => {
    const piece = pieceIn(text);
    const told = how(partsOf(piece), dice);
    return { kind: '', ...told, bytes: Buffer.from(`${written(piece)}\n`) };
  };
}

function misspelt(word: string, dice: Dice): string {
  const at = dice.below(word.length);
  const letter = dice.pick('abcdefghijklmnopqrstuvwxyz'.split(''));
  const ways = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
  ];
  return dice.pick(ways.filter((way) => way !== word && way !== '').concat(`${word}${letter}`));
}
