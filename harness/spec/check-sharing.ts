import { actorsOf, withInner } from '../model/inner-steps.js';
import type { CheckSpec } from '../model/spec.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';
import { top } from './shape-paths.js';

/** Where `fresh` is said for a check, and what else of the author's text takes part. */
interface Said {
  readonly fresh: Path;
  readonly files: Path;
}

/**
 * True where the programs of a check may have served other checks before. What a spec says for all its checks holds for
 * those that can; where one says it itself and cannot, that is a mistake.
 */
export function readSharing(reading: Reading, said: Said, check: Omit<CheckSpec, 'sharesPrograms'>): boolean {
  const own = reading.scalar(said.fresh);
  const wanted = own ?? reading.scalar(top('fresh'));
  if (wanted !== false) return false;
  const hindrance = hindranceOf(reading, said, check);
  if (hindrance === undefined) return true;
  if (own === false)
    reading.report({
      code: 'E073',
      path: said.fresh,
      on: 'key',
      message: `"${check.id}" cannot share programs with other checks: ${hindrance}`,
      suggestion: 'take `fresh: false` away here',
    });
  return false;
}

function hindranceOf(
  reading: Reading,
  { files }: Said,
  { forAny, holdsPort, steps }: Pick<CheckSpec, 'forAny' | 'holdsPort' | 'steps'>,
): string | undefined {
  if (forAny) return 'the values of its `for_any` share one process already';
  if (holdsPort) return 'it takes the port before its program starts';
  if (reading.has(files)) return 'it puts `files` into a folder before its program starts';
  const { language, peers, programs, links } = reading;
  const all = withInner(steps, language.steps);
  const used = [...actorsOf(steps, language.steps)];
  for (const step of all) {
    const effect = language.steps[step.kind]?.program?.(step.args);
    if (effect?.kind === 'starts') return `line ${step.origin.start.line} starts "${effect.program}"`;
    if (effect?.kind === 'signalled') return `line ${step.origin.start.line} sends a signal to "${step.actor}"`;
    if (effect?.kind === 'ends') return `"${step.actor}" ends in it, on line ${step.origin.start.line}`;
    if (effect && effect.kind !== 'runs') return `line ${step.origin.start.line} uses the keyboard of "${step.actor}"`;
  }
  const waiting = used.map((name) => peers[name]).find((peer) => peer && peer.role.kind !== 'connect');
  if (waiting) return `"${waiting.name}" waits for a program that comes to it, and such a program comes once`;
  const client = used
    .flatMap((name) => [name, links[name]?.from ?? name])
    .map((name) => programs[name])
    .find((program) => program && (program.start === 'by step' || program.ready === 'running'));
  return client && `"${client.name}" is a program that does its work once, and does not listen`;
}
