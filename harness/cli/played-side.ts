import { withInner } from '../model/inner-steps.js';
import type { CheckSpec, PeerSpec, Spec, Step } from '../model/spec.js';
import type { Address } from '../model/trace.js';
import { actorsByHand } from '../run/played-actors.js';
import { suggest } from '../yaml/near.js';
import { addressOf } from './address.js';
import { registries } from './registries.js';
import { UsageError } from './usage-error.js';

/** Where the other side is, as the command line says it. */
interface Place {
  readonly to?: string | undefined;
  readonly listen?: string | undefined;
}

/** The side that is played: as is said, or the only one that fits. All clients of one server are one side. */
export function peerOf(spec: Spec, as: string | undefined, place: Place): PeerSpec {
  const names = Object.keys(spec.peers);
  const fitting = Object.values(spec.peers).filter(({ role }) => fits(role, place));
  const [first] = fitting;
  const together = first && actorsByHand(spec, first);
  const chosen = as ?? (fitting.every(({ name }) => together?.has(name)) ? first?.name : undefined) ?? only(names);
  if (chosen === undefined)
    throw new UsageError(`which side is to be played?\nWrite: --as ${names.join(', or --as ')}`);
  const peer = spec.peers[chosen];
  if (!peer)
    throw new UsageError(
      chosen in spec.programs
        ? `${chosen} is a program of yours; wiremark plays the other side: --as ${names.join(', or --as ')}`
        : `${spec.id} has no peer "${chosen}" (${suggest(chosen, names)})`,
    );
  return peer;
}

function fits({ kind }: PeerSpec['role'], { to, listen }: Place): boolean {
  return (kind === 'connect' && to !== undefined) || (kind === 'listen' && listen !== undefined);
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

/** Where the program is, or where it is waited for. */
export function addressFor(peer: PeerSpec, { to, listen }: Place): Promise<Address> {
  if (peer.role.kind === 'join')
    throw new UsageError(
      `${peer.name} joins a group, which is not played by hand\nCheck the program instead: wiremark check`,
    );
  if (peer.role.kind === 'connect') {
    if (listen !== undefined)
      throw new UsageError(
        `${peer.name} connects to the ${peer.role.to}, and waits for nobody\nSay where the ${peer.role.to} listens: --to 5000`,
      );
    if (to === undefined)
      throw new UsageError(
        `${peer.name} connects to the ${peer.role.to}\nStart it, and say where it listens: --to 5000`,
      );
    return addressOf(to, { option: '--to', least: 1 });
  }
  if (to !== undefined)
    throw new UsageError(
      `${peer.name} waits for your program, and connects to nobody\nSay where it is to listen: --listen 5000`,
    );
  if (listen === undefined) throw new UsageError(`${peer.name} waits for your program\nSay where: --listen 5000`);
  return addressOf(listen, { option: '--listen', least: 1 });
}

/** Why a check cannot be played by one side and a person; undefined where it can. */
export function whyNotPlayed(check: CheckSpec, spec: Spec, peer: PeerSpec): string | undefined {
  if (check.hidden) return 'it is hidden';
  if (check.holdsPort) return 'it takes the port from the program';
  const actors = [...actorsIn(check.steps)];
  const played = actorsByHand(spec, peer);
  if (!actors.some((actor) => played.has(actor))) return `${peer.name} does nothing in it`;
  const others = actors.filter((actor) => actor in spec.peers && !played.has(actor));
  return others.length > 0 ? `${others.join(' and ')} would have to play too` : undefined;
}

function actorsIn(steps: readonly Step[]): Set<string> {
  return new Set(
    withInner(steps, registries.steps).flatMap(({ actor, kind: word, args }) => {
      const kind = registries.steps[word];
      const copied = kind?.copiesPeer ? (kind.names?.(args) ?? []) : [];
      return [...(actor === undefined ? [] : [actor]), ...copied];
    }),
  );
}
