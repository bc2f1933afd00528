import type { LinkSpec, PeerSpec, Spec, Step } from '../model/spec.js';
import type { StepKind } from '../steps/step-kind.js';

/** True where the step is that of the played peer or its link, or holds such steps. */
export function isPlayed(kind: StepKind, step: Step, mine: ReadonlySet<string>): boolean {
  if (step.actor !== undefined) return mine.has(step.actor);
  return kind.copiesPeer !== true || (kind.names?.(step.args) ?? []).some((name) => mine.has(name));
}

/** Whoever is played: the peer, the link that it speaks over, and all who speak with the same program as it does. */
export function actorsByHand({ peers, links }: Spec, peer: PeerSpec): ReadonlySet<string> {
  const link = linkOf(links, peer);
  const others = Object.values(peers).filter((other) => speaksBeside(other, peer) && !linkOf(links, other));
  return new Set([peer.name, ...others.map(({ name }) => name), ...(link ? [link.name] : [])]);
}

/** Clients of one server find it at the same address; servers have an address each. */
function speaksBeside({ role, over }: PeerSpec, peer: PeerSpec): boolean {
  return role.kind === 'connect' && peer.role.kind === 'connect' && role.to === peer.role.to && over === peer.over;
}

/** All steps, where those of others do nothing and prove nothing. */
export function stepsByHand(
  steps: Readonly<Record<string, StepKind>>,
  mine: ReadonlySet<string>,
): Readonly<Record<string, StepKind>> {
  return Object.fromEntries(
    Object.entries(steps).map(([word, kind]): [string, StepKind] => [
      word,
      {
        ...kind,
        run: (args, context) =>
          isPlayed(kind, context.step, mine) ? kind.run(args, context) : Promise.resolve({ ended: 'done' }),
        // A way that begins with somebody else's step is never gone.
        ...(kind.glance && {
          glance: (args, context) =>
            isPlayed(kind, context.step, mine)
              ? (kind.glance as NonNullable<StepKind['glance']>)(args, context)
              : Promise.resolve({ ended: 'mismatch' }),
        }),
        judge: (args, outcome, evidence) =>
          isPlayed(kind, evidence.step, mine) ? kind.judge(args, outcome, evidence) : undefined,
      },
    ]),
  );
}

/** The link between a peer and the program on the other side. */
export function linkOf(links: Readonly<Record<string, LinkSpec>>, peer: PeerSpec): LinkSpec | undefined {
  return Object.values(links).find(({ from, to }) =>
    peer.role.kind === 'connect' ? from === peer.name && to === peer.role.to : to === peer.name,
  );
}
