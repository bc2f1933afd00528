import { folderOf, nameOf } from '../paths.js';
import type { SurveyedFile } from '../survey.js';
import { javaText } from './c-like-text.js';
import type { Language } from './language.js';
import { joined, openedSockets, type SocketSigns } from './opened-sockets.js';
import { reachableFrom } from './reachable.js';

const SIGNS: SocketSigns = {
  codeOf: javaText.codeOf,
  listens: /\bServerSocket(Channel)?\b|new\s+DatagramSocket\s*\(\s*\w|\.bind\s*\(/,
  connects: /new\s+Socket\s*\(|\.connect\s*\(|SocketChannel\.open\s*\(/,
  tcp: /\b(Server)?Socket(Channel)?\b/,
  udp: /\bDatagram(Socket|Channel|Packet)\b/,
};

const BUILT = '.wiremark-build';

/** Java: every class with a `main` can be started; it is compiled with all that it needs. */
export const java: Language = {
  name: 'Java',
  entries: (survey) => {
    const sources = survey.files.filter(({ path }) => path.endsWith('.java'));
    const mains = new Set(sources.filter(({ text }) => hasMain(text)));
    const needs = needsOf(sources);
    return [...mains].map((main) => {
      const reached = reachableFrom(main, (file) => needs.get(file) ?? []);
      const needed = sources.filter((file) => reached.has(file));
      const encoding = needed.every(({ isUtf8 }) => isUtf8) ? 'UTF-8' : 'ISO-8859-1';
      const parts = needed.filter((file) => file === main || !mains.has(file));
      const name = nameOf(main.path).slice(0, -'.java'.length);
      return {
        name: main.path,
        folder: '',
        build: ['javac', '-encoding', encoding, '-d', BUILT, ...needed.map(({ path }) => path)],
        run: ['java', '-cp', BUILT, [packageOf(main.text), name].filter(Boolean).join('.')],
        opens: joined(parts.map((file) => openedSockets(file, SIGNS))),
      };
    });
  },
};

/** More types than a file of a student's declares: each costs something for each file that names it. */
const MOST_TYPES = 200;

/** The files that declare a type, by its name. */
type Declaring = Map<string, readonly SurveyedFile[]>;

/**
 * For each file those that declare a type which its code names: in its own tree of packages, and what is in none of it in
 * the first that has it. What else was handed in (a test, an old copy, another task) need not even compile, nor what only
 * words for people name: a server that prints "Client connected" needs no class Client.
 */
function needsOf(sources: readonly SurveyedFile[]): ReadonlyMap<SurveyedFile, ReadonlySet<SurveyedFile>> {
  const looked = sources.map((file) => {
    const code = javaText.codeOf(file.text);
    return { file, code, types: typesIn(code), tree: treeOf(file) };
  });
  const trees = new Map<string, Declaring>();
  for (const { file, types, tree } of looked) {
    const declaring: Declaring = trees.get(tree) ?? new Map();
    trees.set(tree, declaring);
    for (const type of types) declaring.set(type, [...(declaring.get(type) ?? []), file]);
  }
  // A type that both declare would be there twice.
  const fitting = new Map(
    [...trees].map(([tree, own]) => [
      tree,
      new Set(looked.flatMap(({ file, types }) => (types.some((type) => own.has(type)) ? [] : [file]))),
    ]),
  );
  const first: Declaring = new Map([...trees.values()].toReversed().flatMap((declaring) => [...declaring]));
  return new Map(
    looked.map(({ file, code, tree }) => {
      const needed = new Set<SurveyedFile>();
      const own = trees.get(tree);
      const ofJava = new Set([...code.matchAll(/\bimport\s+javax?\.[\w.]*\.(\w+)\s*;/g)].map(([, type]) => type));
      for (const word of new Set(code.match(/[\p{L}\w$]+/gu)))
        for (const each of own?.get(word) ??
          (ofJava.has(word) ? [] : first.get(word)?.filter((other) => fitting.get(tree)?.has(other))) ??
          [])
          needed.add(each);
      return [file, needed];
    }),
  );
}

/** Those that another file can name by themselves: what is declared inside of another type has that one's name before it. */
function typesIn(code: string): readonly string[] {
  const types = new Set<string>();
  let depth = 0;
  for (const [found, type] of code.matchAll(/[{}]|\b(?:class|interface|enum|record)\s+([\p{L}\w$]+)/gu)) {
    if (found === '{') depth++;
    else if (found === '}') depth--;
    else if (depth === 0 && type !== undefined) types.add(type);
  }
  return [...types].slice(0, MOST_TYPES);
}

/** The folder that its package begins in. */
function treeOf({ path, text }: SurveyedFile): string {
  const folder = folderOf(path);
  const inner = packageOf(text).replaceAll('.', '/');
  const isWhole = `/${folder}`.endsWith(`/${inner}`);
  return isWhole ? folder.slice(0, folder.length - inner.length).replace(/\/$/, '') : folder;
}

function hasMain(text: string): boolean {
  return /\bstatic\s+(?:final\s+|public\s+)*void\s+main\s*\(/.test(javaText.codeOf(text));
}

function packageOf(text: string): string {
  return /^[ \t]*package\s+([\w.]+)\s*;/m.exec(javaText.codeOf(text))?.[1] ?? '';
}
