import { bundledSpecs } from './files.js';
import { loadSpec } from './load-spec.js';
import { EXIT } from './usage-error.js';

/** Lists specs with their checks and points. */
export function list(names: readonly string[]): number {
  for (const name of names.length > 0 ? names : bundledSpecs().map(({ id }) => id)) {
    const { spec } = loadSpec(name);
    const points = spec.checks.reduce((sum, check) => sum + check.points, 0);
    process.stdout.write(`${spec.id}  ${spec.name}, ${points} points\n`);
    for (const [param, { value, choices, about }] of Object.entries(spec.params)) {
      const forms = Object.keys(choices ?? {});
      process.stdout.write(
        `  --set ${param}=${forms.length > 0 ? forms.join('|') : '…'} (${String(value)})${about === undefined ? '' : `: ${about}`}\n`,
      );
    }
    for (const check of spec.checks)
      process.stdout.write(
        `  ${check.id.padEnd(22)} ${String(check.points).padStart(3)}  ${check.hidden ? 'a hidden check' : check.name}\n`,
      );
  }
  return EXIT.passed;
}
