import { actorsOf, withInner } from '../model/inner-steps.js';
import type { StepSyntax } from '../model/language.js';
import type { LinkSpec, PeerSpec, ProgramSpec, Spec, Step } from '../model/spec.js';

type StepKinds = Readonly<Record<string, StepSyntax>>;

export function isInvolved(peer: PeerSpec, used: ReadonlySet<string>, spec: Spec): boolean {
  return (
    used.has(peer.name) ||
    Object.values(spec.links).some((link) => link.to === peer.name && (used.has(link.name) || used.has(link.from)))
  );
}

/** A check launches only the programs that it has to do with: one about the client needs no server. */
export function involvedPrograms(spec: Spec, steps: readonly Step[], kinds: StepKinds): ProgramSpec[] {
  const used = actorsOf(steps, kinds);
  const links = Object.values(spec.links).filter((link) => !isTurnedAway(link, spec, steps, kinds));
  const awaited = Object.values(spec.peers).some(({ name, role }) => role.kind !== 'connect' && used.has(name));
  return Object.values(spec.programs).filter((program) => {
    if (used.has(program.name)) return true;
    // No step starts it.
    if (program.start === 'by step') return false;
    const callers = Object.values(spec.peers).filter(
      (peer) => peer.role.kind === 'connect' && peer.role.to === program.name,
    );
    if (callers.some((peer) => used.has(peer.name))) return true;
    // A client that no link leads elsewhere comes to whichever peer waits.
    const isFree = program.ready === 'running' && !Object.values(spec.links).some(({ from }) => from === program.name);
    if (isFree && awaited) return true;
    return links.some(
      ({ name, from, to }) =>
        (from === program.name && used.has(to)) ||
        (to === program.name && from in spec.programs && used.has(from)) ||
        ([from, to].includes(program.name) && used.has(name)),
    );
  });
}

/** True where the program that the link begins at is only ever started towards somebody else, and told of nobody more. */
function isTurnedAway({ from, to }: LinkSpec, spec: Spec, steps: readonly Step[], kinds: StepKinds): boolean {
  const program = spec.programs[from];
  if (!program || program.run.some(({ command }) => command.includes(`\${port.${to}}`))) return false;
  const towards = withInner(steps, kinds).flatMap(({ kind, args }) => {
    const effect = kinds[kind]?.program?.(args);
    return effect?.kind === 'starts' && effect.program === from ? [effect.towards] : [];
  });
  return towards.length > 0 && towards.every((other) => other !== undefined && other !== to);
}
