import { nearest, suggest } from '../yaml/near.js';
import { treeAt, type Path } from '../yaml/tree.js';
import { sayUse } from './block-words.js';
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
  const near = nearest(written, allowed);
  return {
    code: 'E014',
    message: `${what} must be ${allowed.map((each) => `"${each}"`).join(' or ')}, not ${sayValue(treeAt(reading.tree, path))}`,
    ...(near !== undefined && { suggestion: `did you mean "${near}"?` }),
  };
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
      suggestion: `write \`${written}: …\``,
    };
  if (reading.has([...top('blocks'), written]))
    return {
      code: 'E012',
      message: `"${written}" is a block and no word of a step`,
      suggestion: `write { ${sayUse(reading, written)} }`,
    };
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
