import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Launch } from '../model/plan.js';
import type { ProgramSpec, Spec } from '../model/spec.js';
import { splitCommand } from '../model/command.js';
import { chooseEntry } from './choose-entry.js';
import type { Entry, Language } from './languages/language.js';
import { isScript, whatCounts } from './leftovers.js';
import type { Manifest } from './manifest.js';
import { folderOfPrograms, surveyFolder, type Survey } from './survey.js';
import { unknownPlace } from './unknown-places.js';

export interface LaunchSources {
  readonly folder: string;
  /** Commands given on the command line, by program. */
  readonly given: Readonly<Record<string, string>>;
  readonly manifest: Manifest | undefined;
  readonly languages: readonly Language[];
}

export interface FoundLaunches {
  /** The folder that holds the programs: the given one, or the only one inside of it. Absolute. */
  readonly root: string;
  readonly launches: Readonly<Record<string, Launch>>;
  /** Sentences for the caller. */
  readonly problems: readonly string[];
  /** Programs for which several files are equally likely. */
  readonly doubts: readonly { readonly program: string; readonly entries: readonly Entry[] }[];
}

/**
 * How each program of the spec is launched from this folder: as the command line says, else as the
 * manifest says, else by the spec's own conventions, else by evidence: names, and what the sources open. A
 * program that is not found has no entry.
 */
export function findLaunches(spec: Spec, sources: LaunchSources): FoundLaunches {
  const hasOwnWords =
    Object.values(sources.manifest?.programs ?? {}).some(({ run }) => run !== undefined) ||
    Object.keys(sources.given).length > 0;
  // Words of a person are meant for the folder that they were written for.
  const root = hasOwnWords ? sources.folder : folderOfPrograms(sources.folder);
  // Most programs stand where the spec says: then no source has to be read; and none is read twice.
  let survey: Survey | undefined;
  let seen: readonly Entry[] | undefined;
  const entriesWith = (named?: string): readonly Entry[] => {
    const surveyed = (survey ??= surveyFolder(root));
    return sources.languages.flatMap((language) => language.entries(surveyed, named));
  };
  const entries = (): readonly Entry[] => (hasOwnWords ? [] : (seen ??= entriesWith()));
  const launches: Record<string, Launch> = {};
  const problems: string[] = [];
  const doubts: FoundLaunches['doubts'][number][] = [];
  for (const program of Object.values(spec.programs)) {
    const said = commandFor(program, root, sources, entries);
    const entry = said && ('entry' in said ? said.entry : entryNamed(said.command, root, entriesWith));
    const build = said && 'build' in said && said.build !== undefined ? splitCommand(said.build) : [];
    if (said && entry && build) {
      launches[program.name] = {
        ...(build.length > 0 && { build }),
        ...launchOf(program, entry, said.because),
        ...habitsSaid(program, sources),
      };
      continue;
    }
    if (said && 'command' in said) {
      const words = splitCommand(said.command);
      if (!words || words.length === 0 || !build)
        problems.push(
          `the command for the ${program.name} has a quote that is never closed: ${build ? said.command : said.build}`,
        );
      else {
        const place = unknownPlace(words, spec);
        if (place !== undefined) problems.push(`in the command for the ${program.name} ${place}: ${said.command}`);
        launches[program.name] = {
          program: program.name,
          words,
          folder: '',
          because: said.because,
          ...(build.length > 0 && { build }),
          ...habitsSaid(program, sources),
        };
      }
      continue;
    }
    const others = Object.keys(spec.programs).filter((name) => name !== program.name);
    const choice = chooseEntry(program, others, entries());
    if (choice.kind === 'one')
      launches[program.name] = { ...launchOf(program, choice.entry, choice.because), ...habitsSaid(program, sources) };
    if (choice.kind === 'several') doubts.push({ program: program.name, entries: choice.entries });
  }
  return { root, launches, problems, doubts };
}

/** What its student says of its ways, besides the command. */
function habitsSaid({ name }: ProgramSpec, { manifest }: LaunchSources): Pick<Launch, 'port' | 'answers' | 'terminal'> {
  const { port, answers, terminal } = manifest?.programs[name] ?? {};
  return {
    ...(port !== undefined && { port }),
    ...(answers && { answers }),
    ...(terminal !== undefined && { terminal }),
  };
}

type Said =
  | { readonly command: string; readonly build?: string; readonly because: string }
  | { readonly entry: Entry; readonly because: string };

function commandFor(
  program: ProgramSpec,
  root: string,
  { given, manifest }: LaunchSources,
  entries: () => readonly Entry[],
): Said | undefined {
  const command = given[program.name];
  if (command !== undefined) return { command, because: 'given on the command line' };
  const own = manifest?.programs[program.name];
  if (own?.run !== undefined)
    return { command: own.run, because: 'as wiremark.yaml says', ...(own.build !== undefined && { build: own.build }) };
  for (const convention of program.run) {
    if (convention.file === undefined) return { command: convention.command, because: 'as the spec says' };
    // A folder may have the name of a compiled program.
    if (!isFile(join(root, convention.file))) continue;
    const counting = whatCounts(root, convention.file, entries);
    if (counting.kind === 'file') return { command: convention.command, because: `${convention.file} is there` };
    if (counting.kind === 'source')
      return {
        entry: counting.entry,
        because: `${counting.entry.name} is there, and counts before ${convention.file}`,
      };
  }
  return undefined;
}

/** What cannot be looked up, as a path that leads through a file, is not there. */
function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function launchOf(program: ProgramSpec, entry: Entry, because: string): Launch {
  return {
    program: program.name,
    words: [...entry.run, ...argumentsOf(program)],
    folder: entry.folder,
    because,
    ...(entry.build && { build: entry.build }),
  };
}

/**
 * In place of a command a person may name the source: it is built and started as if it had been found. With `./` before
 * it, one that says itself what runs it is a command.
 */
function entryNamed(
  command: string,
  root: string,
  entriesWith: (named: string) => readonly Entry[],
): Entry | undefined {
  const [word = '', ...others] = splitCommand(command) ?? [];
  const named = word.replace(/^\.\//, '');
  if (others.length > 0 || !isFile(join(root, named)) || (named !== word && isScript(join(root, named))))
    return undefined;
  return entriesWith(named).find(({ name }) => name === named);
}

/** Whether no single command starts it from any folder: it has to be built, or is a module of Python. */
export function needsMoreThanItsPath({ build, run }: Entry): boolean {
  return build !== undefined || run.includes('-m');
}

/** What stands behind the program in the spec's own commands: `anna ${port} 5` of `python3 peer.py anna ${port} 5`. */
export function argumentsOf(program: ProgramSpec): readonly string[] {
  const [first] = program.run;
  const words = splitCommand(first?.command ?? '') ?? [];
  const named = words.findIndex((word) => isProgram(word, first?.file));
  if (named >= 0) return words.slice(named + 1);
  const told = words.findIndex((word) => word.includes('${'));
  return told < 0 ? [] : words.slice(told);
}

/** Whether a word of a command names the program: by its file, or where the spec names none, as a source or by its path. */
function isProgram(word: string, file: string | undefined): boolean {
  const path = word.replace(/^\.\//, '');
  if (file === undefined) return /^\.\/|\.(py|m?js|cjs|jar)$/.test(word);
  return path === file || (file.endsWith('.class') && `${path}.class` === file);
}
