import { folderOf, nameOf } from '../paths.js';
import type { Survey } from '../survey.js';
import type { Entry } from './language.js';

/** What the Makefile of each folder makes, by the names of the programs. */
export type Makefiles = ReadonlyMap<string, ReadonlyMap<string, Made>>;

/** `mains`: the paths of the sources with a `main`. */
export function makefilesIn({ files }: Survey, mains: readonly string[]): Makefiles {
  const programs = new Set(mains.map(programOf));
  const makefiles = files.filter(({ path }) => /^makefile$/i.test(nameOf(path)));
  return new Map(
    makefiles.toReversed().map(({ path, text }) => {
      const folder = folderOf(path);
      const makefile = read(text);
      const made = new Map<string, Made>();
      const [only, ...others] = mains.filter((main) => folder === '' || main.startsWith(`${folder}/`));
      const program = others.length > 0 ? undefined : onlyProgram(makefile);
      if (only !== undefined && program) made.set(programOf(only), program);
      const targets = [...makefile.rules.flatMap((rule) => rule.targets), ...neededFirst(makefile)];
      // Of two of one name the first counts.
      for (const target of targets.toReversed())
        if (programs.has(nameOf(target))) made.set(nameOf(target), { output: target, goals: [target] });
      return [folder, made];
    }),
  );
}

/** How this source is made: by the nearest Makefile that knows how, in its folder or above. */
export function madeBy(makefiles: Makefiles, main: string): Pick<Entry, 'folder' | 'build' | 'run'> | undefined {
  for (let folder = folderOf(main); ; folder = folderOf(folder)) {
    const made = makefiles.get(folder)?.get(programOf(main));
    // All of it (-B): what was handed in besides the sources may be newer than they are, and made for another machine.
    if (made) return { folder, build: ['make', '-B', ...made.goals], run: [`./${made.output}`] };
    if (folder === '') return undefined;
  }
}

interface Made {
  readonly output: string;
  /** What make is told to make. */
  readonly goals: readonly string[];
}

/** The name of a source without what ends it: what the compiler is told to call the program. */
export function programOf(source: string): string {
  return nameOf(source).replace(/\.\w+$/, '');
}

interface Makefile {
  readonly rules: readonly Rule[];
  /** With the variables filled in whose values are names. */
  fill(text: string): string;
}

interface Rule {
  readonly targets: readonly string[];
  /** What stands behind the colon, as it is written. */
  readonly needs: string;
  readonly recipe: readonly string[];
}

/** No longer than a name can be (NAME_MAX, limits.h(0p)), for a line may fill in hundreds. */
const VARIABLE = /^(\w{1,255})[ \t]*[:?]?=([^\n]{1,255})$/gm;
const NAMES = /^[\w.+\-/ \t]+$/;

/** What stands before the colon of a rule, in the beginning of its line, and behind it. */
const RULE = /^([\w.+\-/${}() \t]{1,1000}):(?!=)(.{0,1000})/;

function read(text: string): Makefile {
  const values = [...text.matchAll(VARIABLE)].map(([, name = '', value = '']) => [name, value.trim()] as const);
  const variables = new Map(values.filter(([, value]) => NAMES.test(value)));
  const fill = (part: string): string =>
    part.replace(/\$[({](\w+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole);
  const rules: { targets: readonly string[]; needs: string; recipe: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('\t')) {
      rules.at(-1)?.recipe.push(line);
      continue;
    }
    // A rule of which no target can be told has a recipe all the same.
    const [, targets = '', needs = ''] = RULE.exec(line) ?? [];
    if (line.includes(':')) rules.push({ targets: namesIn(fill(targets)), needs, recipe: [] });
  }
  return { rules, fill };
}

/** None where something else stands among them. */
function namesIn(text: string): readonly string[] {
  const names = text.trim();
  return NAMES.test(names) ? names.split(/[ \t]+/) : [];
}

/** What `make` alone makes: its first target. */
function firstRule({ rules }: Makefile): Rule | undefined {
  return rules.find(({ targets: [first] }) => first !== undefined && !first.startsWith('.'));
}

/** What the first rule needs: a rule for many (`%: %.c`), or one of make's own, may make it. */
function neededFirst(makefile: Makefile): readonly string[] {
  return namesIn(makefile.fill(firstRule(makefile)?.needs ?? ''));
}

/**
 * The one program that `make` makes: the first target, or the only one that this needs, with what it needs before (a folder
 * for the parts). A recipe says that it writes it.
 */
function onlyProgram(makefile: Makefile): Made | undefined {
  const needed = neededFirst(makefile);
  const wanted = new Set([...(firstRule(makefile)?.targets ?? []), ...needed]);
  const made = makefile.rules
    .filter(({ recipe, targets }) =>
      recipe.some((line) => {
        const [, output] = /\s-o\s*(\S+)/.exec(makefile.fill(line)) ?? [];
        return output === '$@' || output === targets[0];
      }),
    )
    .flatMap(({ targets }) => targets)
    .filter((target) => wanted.has(target) && !target.endsWith('.o'));
  const [output, ...others] = made;
  if (output === undefined || others.length > 0) return undefined;
  const before = needed.slice(0, Math.max(0, needed.indexOf(output)));
  return { output, goals: [...before, output] };
}
