import { join } from 'node:path';
import { isArchiveName } from '../archives/open-archive.js';
import { visibleString } from '../reporters/visible-text.js';
import type { FoundLaunches } from '../submission/find-launches.js';
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
  const command = proposed(entries[0], inner);
  return [
    `which of these is the ${program} for ${spec.id} in ${shown}?`,
    ...entries.map(({ name }) => `  ${visibleString(name)}`),
    'Say how it is started:',
    `  wiremark check ${spec.id} ${word} --${program} '${visibleString(command)}'`,
    `or in ${manifestOf(word)}:`,
    `  programs: { ${program}: { run: ${inYaml(visibleString(command))} } }`,
  ].join('\n');
}

/** The command that starts it from the folder that was handed in, in which `inner` leads to where it was found. */
export function proposed(entry: Entry | undefined, inner: string): string {
  if (!entry) return '';
  const words = entry.run.map((each) => (each === nameOf(entry.name) ? join(inner, entry.name) : each));
  return [...words, '${port}'].map((each) => (/\s/.test(each) ? `"${each}"` : each)).join(' ');
}

function inYaml(text: string): string {
  return text.includes('"') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** What was looked for in vain, and how to say what is meant. */
export function nothingFound({ spec }: LoadedSpec, { shown }: OpenSubmission, word: string): string {
  const program = Object.values(spec.programs)[0];
  const listens = program?.over !== undefined;
  const files = Object.values(spec.programs).flatMap(({ run }) =>
    run.flatMap(({ file }) => (file === undefined ? [] : [file])),
  );
  return `there is no program for ${spec.id} in ${shown}: looked for ${files.join(', ')}, then for any source that ${listens ? 'listens' : 'connects'}\nSay how it is started, with \${port} where the port goes:\n  wiremark check ${spec.id} ${word} --${program?.name ?? 'server'} 'python3 my_program.py \${port}'\nor in ${manifestOf(word)}:\n  programs: { ${program?.name ?? 'server'}: { run: "python3 my_program.py \${port}" } }`;
}

function manifestOf(word: string): string {
  return isArchiveName(word) ? `a file ${MANIFEST_NAME} in the archive` : join(word, MANIFEST_NAME);
}
