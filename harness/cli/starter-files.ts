import { splitCommand } from '../model/command.js';
import type { ProgramSpec, Spec } from '../model/spec.js';

/** The languages that a starter can be written in, by the ending of their sources. */
export const STARTER_LANGUAGES = { python: '.py', javascript: '.js' } as const;

export type StarterLanguage = keyof typeof STARTER_LANGUAGES;

/** How another package asks for wiremark: by its version, and here and now by this (npm-install(1), `file:`). */
export interface PackageSource {
  readonly version: string;
  readonly from: string;
}

/**
 * The files of a folder in which a student begins, by path: what is to be written, as stubs that do nothing, and all that
 * checks it. Undefined where the spec does not know such a program in this language.
 */
export function starterFiles(
  spec: Spec,
  language: StarterLanguage,
  { version, from }: PackageSource,
): Readonly<Record<string, string>> | undefined {
  const programs = Object.values(spec.programs).map((program) => ({ program, source: sourceOf(program, language) }));
  const stubs = programs.flatMap(({ program, source }) =>
    source === undefined ? [] : [[source.file, stub(spec, program, source, language)] as const],
  );
  if (stubs.length < programs.length) return undefined;
  return {
    ...Object.fromEntries(stubs),
    'wiremark.yaml': manifest(spec),
    'package.json': packageJson(spec, language, from),
    '.github/workflows/check.yml': workflow(spec, version),
    '.gitignore': 'node_modules/\nreports/\n__pycache__/\n*.pyc\n',
  };
}

interface Source {
  readonly file: string;
  readonly command: string;
}

/** The spec's own way to start a source of this language. */
function sourceOf({ run }: ProgramSpec, language: StarterLanguage): Source | undefined {
  const ending = STARTER_LANGUAGES[language];
  for (const { file, command } of run) {
    const named = file ?? splitCommand(command)?.find((word) => word.endsWith(ending));
    if (named?.endsWith(ending)) return { file: named, command };
  }
  return undefined;
}

/** Its exit code is 0: a program that fails with an error would do what some checks ask of it. */
function stub(spec: Spec, program: ProgramSpec, { file, command }: Source, language: StarterLanguage): string {
  const ends = program.over === undefined ? 'ends without having done anything' : 'ends before it listens';
  const about = [
    `${spec.name}: the ${program.name}. It is started like this:`,
    `    ${command}`,
    `What it has to do is asked by the checks: npx wiremark list ${spec.id}`,
    '',
    `Until it is written, "npm run check" fails: this program ${ends}.`,
  ];
  const says = `${file}: nothing is written yet`;
  return language === 'python'
    ? `"""${about.join('\n')}"""\n\nimport sys\n\nprint("${says}", file=sys.stderr)\n`
    : `${about.map((line) => `// ${line}`.trimEnd()).join('\n')}\n\nconsole.error('${says}');\n`;
}

function manifest(spec: Spec): string {
  return [
    '# How wiremark checks this folder. What stands here may be changed: how a program is started,',
    '#   programs: { server: { run: "python3 my_server.py ${port}" } }',
    '# how it is built, and what it is answered when it asks at the keyboard.',
    `spec: ${spec.id}`,
    '',
  ].join('\n');
}

function packageJson(spec: Spec, language: StarterLanguage, from: string): string {
  const content = {
    name: spec.id,
    private: true,
    ...(language === 'javascript' && { type: 'module' }),
    scripts: { check: 'wiremark check' },
    devDependencies: { wiremark: from },
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function workflow(spec: Spec, version: string): string {
  return `# Checks every push. Its result is the mark of the commit, its report an artefact of the run.
name: check
on: [push, workflow_dispatch]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      # The spec comes with this version of wiremark, and not from this repository.
      - run: npx --yes wiremark@${version} check ${spec.id} . --github
      - if: always()
        uses: actions/upload-artifact@v4
        with: { name: report, path: reports, if-no-files-found: ignore }
`;
}
