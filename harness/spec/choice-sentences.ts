import { nearest, suggest } from '../yaml/near.js';
import { treeAt, type Path, type Tree } from '../yaml/tree.js';
import { sayBlockAsVerb, sayUse } from './block-words.js';
import type { Reading } from './reading.js';
import { adviceOf, sayValue, type SchemaError, type Sentence } from './schema-error.js';
import { top } from './shape-paths.js';

/** A value that is none of those that the word takes, in words. */
export function sayWrongChoice(reading: Reading, path: Path, error: SchemaError, what: string): Sentence {
  const allowed = (
    error.keyword === 'const' ? [error.params['allowedValue']] : (error.params['allowedValues'] as unknown[])
  ).map(String);
  const tree = treeAt(reading.tree, path);
  const written = tree?.kind === 'scalar' ? String(tree.value) : '';
  if (error.schemaPath.endsWith('/then/enum'))
    return path.at(-1) === 'frame' ? sayWrongFrame(reading, written) : sayWrongStep(reading, path, written, allowed);
  // Bare verbs have a form with a value only so that the schema can name them.
  if (allowed.join() === 'now')
    return { code: 'E014', on: 'key', message: `${what} stands alone, without a value`, ...adviceOf(error) };
  const suggestion = sayBareVerb(reading, path, tree) ?? sayNear(written, allowed);
  return {
    code: 'E014',
    message: `${what} must be ${allowed.map((each) => `"${each}"`).join(' or ')}, not ${sayValue(tree)}`,
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** `{ close }` and `{ close: reset }`: a verb that stands alone stands without { }. */
function sayBareVerb(reading: Reading, path: Path, tree: Tree | undefined): string | undefined {
  const { steps } = reading.language;
  const [actor, verb] = path.slice(-2).map(String);
  const isBare = (word: unknown): word is string => typeof word === 'string' && steps[word]?.bare === true;
  if (actor === undefined || !reading.actors().includes(actor) || tree?.kind !== 'scalar' || !isBare(verb))
    return undefined;
  if (tree.value === null) return `write \`- ${actor}: ${verb}\`, without { }`;
  return isBare(tree.value) ? `"${tree.value}" is a verb of its own: write \`- ${actor}: ${tree.value}\`` : undefined;
}

/** Also where the word has something before or behind it: SIGKILL is KILL. */
function sayNear(written: string, allowed: readonly string[]): string | undefined {
  const [held, ...others] = allowed.filter((each) => written.toLowerCase().includes(each.toLowerCase()));
  const near = nearest(written, allowed) ?? (others.length === 0 ? held : undefined);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

/** `client: start`: a step of nobody, which names the program. */
function sayStartOf(reading: Reading, path: Path, verb: string): string | undefined {
  const actor = String(path.at(-1));
  return verb === 'start' && reading.keys(top('programs')).includes(actor) ? `write \`- start: ${actor}\`` : undefined;
}

function sayWrongFrame(reading: Reading, written: string): Sentence {
  const { frames } = reading.language;
  const example = Object.hasOwn(frames, written)
    ? (frames[written]?.schema['enum'] as readonly string[] | undefined)
    : undefined;
  if (Object.hasOwn(frames, written))
    return {
      code: 'E014',
      message: `the frame "${written}" needs a value`,
      suggestion: `write { ${written}: ${example === undefined ? '128' : (example.find((each) => each === 'u16be') ?? example[0])} }`,
    };
  const inserted = /^\$\{(\w+)\}$/.exec(written)?.[1];
  return {
    code: 'E014',
    message: `there is no frame "${written}"`,
    suggestion:
      inserted !== undefined && reading.keys(top('params')).includes(inserted)
        ? `write $${inserted}: a parameter takes the place of the whole value`
        : suggest(written, Object.keys(frames)),
  };
}

function sayWrongStep(reading: Reading, path: Path, written: string, allowed: readonly string[]): Sentence {
  const { steps } = reading.language;
  if (Object.hasOwn(steps, written))
    return {
      code: 'E017',
      message: `"${written}" alone says too little: it ${steps[written]?.summary ?? ''}`,
      suggestion: sayStartOf(reading, path, written) ?? `write \`${written}: …\``,
    };
  if (reading.has([...top('blocks'), written]))
    return { ...sayBlockAsVerb(written), suggestion: `write { ${sayUse(reading, written)} }` };
  if (reading.actors().includes(written))
    return {
      code: 'E017',
      message: `"${written}" is an actor; what does it do?`,
      suggestion: `write \`${written}: …\` and a verb, like \`${written}: ${reading.keys(top('peers')).includes(written) ? 'connect' : 'running'}\``,
    };
  const [first = ''] = written.split(/[\s:]/);
  if (first !== written && Object.hasOwn(steps, first))
    return {
      code: 'E017',
      message: `${JSON.stringify(written)} is one text here, and no step`,
      suggestion: `a colon and a blank are missing behind "${first}"`,
    };
  return {
    code: 'E012',
    message: `unknown word "${written}"${path.includes('steps') ? ': it is no step that stands alone' : ''}`,
    suggestion: suggest(written, allowed),
  };
}
