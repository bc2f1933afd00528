import type { StepSyntax } from '../model/language.js';
import type { PeerSpec, ProgramSpec, Spec, Step } from '../model/spec.js';

/** Every actor that the steps name, inner ones included. */
export function actorsOf(steps: readonly Step[], kinds: Readonly<Record<string, StepSyntax>>): Set<string> {
  const named = steps.flatMap((step) => {
    const kind = kinds[step.kind];
    return [
      ...(step.actor === undefined ? [] : [step.actor]),
      ...(kind?.names?.(step.args) ?? []),
      ...actorsOf(kind?.inner?.(step.args) ?? [], kinds),
    ];
  });
  return new Set(named);
}

export function isInvolved(peer: PeerSpec, used: ReadonlySet<string>, spec: Spec): boolean {
  return (
    used.has(peer.name) ||
    Object.values(spec.links).some((link) => link.to === peer.name && (used.has(link.name) || used.has(link.from)))
  );
}

/** A check launches only the programs that it has to do with: one about the client needs no server. */
export function involvedPrograms(spec: Spec, used: ReadonlySet<string>): ProgramSpec[] {
  return Object.values(spec.programs).filter((program) => {
    if (used.has(program.name)) return true;
    const callers = Object.values(spec.peers).filter(
      (peer) => peer.role.kind === 'connect' && peer.role.to === program.name,
    );
    if (callers.some((peer) => used.has(peer.name))) return true;
    return Object.values(spec.links).some(
      ({ name, from, to }) =>
        (from === program.name && used.has(to)) ||
        (to === program.name && from in spec.programs && used.has(from)) ||
        ([from, to].includes(program.name) && used.has(name)),
    );
  });
}
