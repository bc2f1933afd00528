import { readFileSync } from 'node:fs';
import { counted } from '../reporters/wording.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import type { Settings } from '../spec/read-params.js';
import { lintSpec } from '../spec/lint-spec.js';
import { explainTime } from './explain-time.js';
import { isFile, isFolder } from './files.js';
import { language } from './language.js';
import { specFile, unknownSpec } from './load-spec.js';
import { shownPath } from './shown-path.js';
import { EXIT, UsageError } from './usage-error.js';

/** Prints all that is wrong with these specs, at once; and how long they take, where asked. Nothing is launched. */
export function lint(
  names: readonly string[],
  { settings = {}, explainsTime = false }: { readonly settings?: Settings; readonly explainsTime?: boolean } = {},
): number {
  const files = names.map((name) => specFile(name) ?? (isFile(name) ? name : undefined) ?? refuse(name));
  let mistakes = 0;
  for (const file of files) {
    const bytes = readFileSync(file);
    const { spec, diagnostics, settingProblems, source } = lintSpec(bytes, shownPath(file), language, settings);
    const [wrong] = settingProblems ?? [];
    if (wrong) throw new UsageError(wrong.message);
    mistakes += diagnostics.length;
    if (diagnostics.length > 0) process.stdout.write(`${renderDiagnostics(diagnostics, () => source)}\n`);
    if (spec)
      process.stdout.write(
        `${shownPath(file)}: ${counted(spec.checks.length, 'check')}, ${counted(
          spec.checks.reduce((sum, { points }) => sum + points, 0),
          'point',
        )}, no mistake\n${explainsTime ? explainTime(spec) : ''}`,
      );
  }
  if (mistakes > 0)
    process.stdout.write(
      `${mistakes} ${mistakes === 1 ? 'mistake' : 'mistakes'}. "wiremark explain CODE" tells more about a code.\n`,
    );
  return mistakes > 0 ? EXIT.usage : EXIT.passed;
}

function refuse(name: string): never {
  if (isFolder(name)) throw new UsageError(`${name} is a folder; name the specs in it: wiremark lint ${name}/*.yaml`);
  throw new UsageError(unknownSpec(name));
}
