import { join } from 'node:path';
import { isArchiveName } from '../archives/open-archive.js';
import { quoted } from '../model/command.js';
import type { ProgramSpec } from '../model/spec.js';
import { visibleString } from '../reporters/visible-text.js';
import { argumentsOf, needsMoreThanItsPath, type FoundLaunches } from '../submission/find-launches.js';
import type { Entry } from '../submission/languages/language.js';
import { MANIFEST_NAME } from '../submission/manifest.js';
import { nameOf } from '../submission/paths.js';
import type { LoadedSpec } from './load-spec.js';
import type { OpenSubmission } from './open-submission.js';

/** Which of several programs is meant, and how to say so. */
export function severalFound(
  { spec }: LoadedSpec,
  { shown }: OpenSubmission,
  word: string,
  { program, entries }: FoundLaunches['doubts'][number],
  inner: string,
): string {
  const command = visibleString(proposed(spec.programs[program], entries[0], inner));
  return [
    `which of these is the ${program} for ${spec.id} in ${shown}?`,
    ...entries.map(({ name }) => `  ${visibleString(name)}`),
    'Say how it is started:',
    `  wiremark check ${spec.id} ${quoted(word)} ${optionFor(program, command)}`,
    `or in ${manifestOf(word)}:`,
    `  programs: { ${program}: { run: ${inYaml(command)} } }`,
  ].join('\n');
}

function optionFor(program: string, command: string): string {
  const hasOwnOption = program === 'server' || program === 'client';
  return hasOwnOption ? `--${program} ${quoted(command)}` : `--run ${quoted(`${program}=${command}`)}`;
}

/**
 * What starts it from the folder that was handed in, in which `inner` leads to where it was found: a command, or the path
 * of its source where it is to be built first.
 */
export function proposed(program: ProgramSpec | undefined, entry: Entry | undefined, inner: string): string {
  if (!program || !entry) return '';
  const path = join(inner, entry.name);
  const words = needsMoreThanItsPath(entry)
    ? [path]
    : [...entry.run.map((each) => (each === nameOf(entry.name) ? path : each)), ...argumentsOf(program)];
  return words.map(asOneWord).join(' ');
}

/** In the quotes that `splitCommand` knows; they know no escape, so that a word with both kinds is put together. */
function asOneWord(word: string): string {
  if (!/[\s"']/.test(word)) return word;
  return word.includes('"')
    ? word
        .split("'")
        .map((part) => `'${part}'`)
        .join(`"'"`)
    : `"${word}"`;
}

function inYaml(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** What was looked for in vain, and how to say what is meant. */
export function nothingFound({ spec }: LoadedSpec, { shown }: OpenSubmission, word: string): string {
  const program = Object.values(spec.programs)[0];
  const listens = program?.over !== undefined;
  const files = Object.values(spec.programs).flatMap(({ run }) =>
    run.flatMap(({ file }) => (file === undefined ? [] : [file])),
  );
  const name = program?.name ?? 'server';
  const command = ['python3 my_program.py', ...(program ? argumentsOf(program) : [])].join(' ');
  return [
    `there is no program for ${spec.id} in ${shown}: looked for ${files.join(', ')}, then for any source that ${listens ? 'listens' : 'connects'}`,
    `Say how it is started${command.includes('${port}') ? ', with ${port} where the port goes' : ''}:`,
    `  wiremark check ${spec.id} ${quoted(word)} ${optionFor(name, command)}`,
    `or in ${manifestOf(word)}:`,
    `  programs: { ${name}: { run: "${command}" } }`,
  ].join('\n');
}

function manifestOf(word: string): string {
  return isArchiveName(word) ? `a file ${MANIFEST_NAME} in the archive` : join(word, MANIFEST_NAME);
}
