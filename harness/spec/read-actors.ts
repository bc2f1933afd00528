import type { FrameSpec, PeerSpec, ProgramSpec, ReferenceSpec, Transport } from '../model/spec.js';
import { keyRangeAt, type Path } from '../yaml/tree.js';
import type { Peer, Program } from './generated/authored.js';
import { demandActor } from './demand-actor.js';
import { readTls } from './read-certs.js';
import { readCommand } from './read-command.js';
import { defaultFrame, demandFit, frameFits, readFrame } from './read-frame.js';
import { readLink } from './read-link.js';
import { readPattern } from './read-pattern.js';
import { EVERYONE, SECTIONS, type Reading } from './reading.js';
import { isOfEveryObject } from './sight.js';
import { pathsIn, top } from './shape-paths.js';

/** Reads programs, peers and links; reports names that clash and roles that do not fit. */
export function readActors(reading: Reading): void {
  refuseClashes(reading);
  const frame = readFrame(reading, top('frame'));
  reading.peers = each(reading, top('peers'), (name, path) => readPeer(reading, name, path, frame));
  if (frame) refuseIdleFrame(reading, frame);
  reading.links = each(reading, top('links'), (name, path) => readLink(reading, name, path));
  reading.groups = Object.fromEntries(
    reading.keys(top('groups')).map((name) => [name, readGroup(reading, [...top('groups'), name])]),
  );
  reading.programs = each(reading, top('programs'), (name, path) => readProgram(reading, name, path));
}

function each<T>(
  reading: Reading,
  section: Path,
  read: (name: string, path: Path) => T | undefined,
): Record<string, T> {
  const found: Record<string, T> = {};
  for (const name of reading.keys(section)) {
    const path = [...section, name];
    const made = reading.isInvalid(path) || reading.isIncomplete(path) ? undefined : read(name, path);
    if (made) found[name] = made;
  }
  return found;
}

function refuseClashes(reading: Reading): void {
  const seen = new Map<string, string>();
  for (const section of [...SECTIONS, 'groups'] as const) {
    for (const name of reading.keys(top(section))) {
      const other = seen.get(name);
      const refuse = (message: string, suggestion: string): void =>
        reading.report({ code: 'E028', path: [...top(section), name], on: 'key', message, suggestion });
      if (other) refuse(`"${name}" is already the name of one of the ${other}`, 'give each actor a name of its own');
      else if (reading.stepWords.has(name))
        refuse(`"${name}" is a word of this language and cannot be an actor`, `take another name, like "my_${name}"`);
      else if (isOfEveryObject(name))
        refuse(`"${name}" cannot be a name: JavaScript keeps it for itself`, 'take another name');
      else if (name === EVERYONE)
        refuse(`"${EVERYONE}" stands for all peers and cannot be another name`, 'take another name');
      else if (name === 'unused')
        refuse('"unused" stands for a port where nobody listens and cannot be an actor', 'take another name');
      seen.set(name, section);
    }
  }
}

function readPeer(reading: Reading, name: string, path: Path, specFrame: FrameSpec | undefined): PeerSpec | undefined {
  const at = pathsIn<Peer>(path);
  const roles = (['connect', 'listen', 'joins'] as const).filter((word) => reading.has(at(word)));
  const [first, second] = roles;
  if (first === undefined || second !== undefined) {
    reading.report({
      code: 'E016',
      path: second === undefined ? path : at(second),
      on: 'key',
      message: `the peer "${name}" must connect, listen or join a group${second === undefined ? '' : ', and only one of them'}`,
      suggestion:
        second === undefined
          ? 'write { connect: server }, { listen: tcp } or { joins: multicast }'
          : 'keep one of them',
    });
    return undefined;
  }
  const connect = reading.text(at('connect'));
  const listen = reading.text(at('listen'));
  if (connect !== undefined && !demandActor(reading, at('connect'), connect, ['program'])) return undefined;
  if (first !== 'connect' && reading.has(at('over'))) {
    reading.report({
      code: 'E016',
      path: at('over'),
      on: 'key',
      message: first === 'listen' ? '"listen" says already what it is over' : 'a group is spoken to over UDP',
      suggestion: 'leave "over" out',
    });
  }
  if (first !== 'connect' && reading.has(at('address'))) {
    reading.report({
      code: 'E016',
      path: at('address'),
      on: 'key',
      message: `a peer that ${first === 'listen' ? 'listens' : 'joins a group'} is spoken to at the address that the program is told`,
      suggestion: 'leave "address" out',
    });
  }
  const over = first === 'joins' ? 'udp' : ((listen ?? reading.text(at('over')) ?? 'tcp') as Transport);
  const answersAgain = reading.has(at('repeats'));
  if (answersAgain && first === 'joins')
    reading.report({
      code: 'E016',
      path: at('repeats'),
      on: 'key',
      message: 'what is said to a group is no request that one of them answers',
      suggestion: 'leave "repeats" out',
    });
  if (answersAgain && over === 'tcp')
    reading.report({
      code: 'E043',
      path: at('repeats'),
      on: 'key',
      message: 'over TCP nothing is asked twice: TCP itself sends again what was lost',
      suggestion: 'leave "repeats" out',
    });
  const role: PeerSpec['role'] =
    first === 'joins'
      ? { kind: 'join', group: reading.text(at('joins')) === 'broadcast' ? 'broadcast' : 'multicast' }
      : connect === undefined
        ? { kind: 'listen' }
        : { kind: 'connect', to: connect };
  if (over === 'udp' && reading.has(at('tls')))
    reading.report({
      code: 'E043',
      path: at('tls'),
      on: 'key',
      message: 'TLS is spoken over TCP',
      suggestion: first === 'joins' ? 'take "tls" away' : 'take "tls" away, or "over: udp"',
    });
  const tls = over === 'tcp' ? readTls(reading, path, role) : undefined;
  const ignore = readPattern(reading, at('ignore'));
  const address = reading.text(at('address')) as PeerSpec['address'];
  const own = readFrame(reading, at('frame'));
  const fits = own !== undefined && demandFit(reading, at('frame'), own, [over]);
  return {
    name,
    role,
    over,
    ...(address !== undefined && { address }),
    frame: fits ? own : specFrame && frameFits(reading, specFrame, over) ? specFrame : defaultFrame(over),
    ...(tls && { tls }),
    answersAgain,
    reads: reading.has(at('reads')) ? 'never' : 'always',
    ...(ignore !== undefined && { ignore }),
    origin: keyRangeAt(reading.tree, path),
  };
}

function readGroup(reading: Reading, path: Path): readonly string[] {
  return reading.items(path).flatMap((item) => {
    const member = reading.text(item) ?? '';
    return reading.isInvalid(item) || !demandActor(reading, item, member, ['peer']) ? [] : [member];
  });
}

/** A frame for all peers passes over those with one of their own and those it cannot fit; if that is all of them, it says nothing. */
function refuseIdleFrame(reading: Reading, frame: FrameSpec): void {
  const peers = Object.values(reading.peers);
  if (
    peers.length === 0 ||
    !demandFit(
      reading,
      top('frame'),
      frame,
      peers.map((peer) => peer.over),
    )
  )
    return;
  const without = peers.filter((peer) => !reading.has(pathsIn<Peer>([...top('peers'), peer.name])('frame')));
  if (without.some((peer) => frameFits(reading, frame, peer.over))) return;
  reading.report({
    code: 'E018',
    path: top('frame'),
    on: 'key',
    message: `no peer takes this frame: ${without.length === 0 ? 'each has one of its own' : 'those without a frame of their own are UDP'}`,
    suggestion: 'take it away',
  });
}

function readProgram(reading: Reading, name: string, path: Path): ProgramSpec {
  const at = pathsIn<Program>(path);
  const callers = callersOf(reading, name);
  const overs = [...new Set(callers.map(({ over }) => over))];
  if (overs.length > 1)
    reading.report({
      code: 'E043',
      path,
      on: 'key',
      message: `"${name}" is reached over TCP (by ${sayNames(callers, 'tcp')}) and over UDP (by ${sayNames(callers, 'udp')}): a program has one port here`,
      suggestion: 'write two programs, or let all who connect to it use one of the two',
    });
  const isSingle = reading.text(at('run')) !== undefined;
  const ready = reading.text(at('ready'));
  return {
    name,
    run: isSingle
      ? [{ command: readCommand(reading, at('run')) }]
      : reading.keys(at('run')).map((file) => ({ file, command: readCommand(reading, [...at('run'), file]) })),
    start: reading.text(at('start')) === 'by step' ? 'by step' : 'at once',
    folder: reading.has(at('folder')) ? 'own' : 'shared',
    ...(reading.has(at('answers')) && { answers: readAnswers(reading, at('answers')) }),
    ...(reading.scalar(at('terminal')) === true && { terminal: true }),
    ...(reading.has(at('reference')) && { reference: readReference(reading, at('reference')) }),
    ready: ready === 'listening' || ready === 'running' ? ready : overs.length > 0 ? 'listening' : 'running',
    ...(overs[0] && { over: overs[0] }),
    origin: keyRangeAt(reading.tree, path),
  };
}

function readAnswers(reading: Reading, path: Path): Record<string, string> {
  return Object.fromEntries(
    reading.keys(path).flatMap((answer) => {
      const pattern = readPattern(reading, [...path, answer]);
      return pattern === undefined ? [] : [[answer, pattern]];
    }),
  );
}

function readReference(reading: Reading, path: Path): ReferenceSpec {
  const at = pathsIn<NonNullable<Program['reference']>>(path);
  return { folder: reading.text(at('folder')) ?? '', command: readCommand(reading, at('run')) };
}

interface Caller {
  readonly name: string;
  readonly over: Transport;
}

/** Who connects to a program: peers, and other programs over a link. */
function callersOf(reading: Reading, program: string): Caller[] {
  const peers = Object.values(reading.peers).filter(({ role }) => role.kind === 'connect' && role.to === program);
  const links = Object.values(reading.links).filter(({ from, to }) => to === program && !reading.peers[from]);
  return [...peers, ...links.map(({ from, over }) => ({ name: from, over }))];
}

function sayNames(callers: readonly Caller[], over: Transport): string {
  return callers
    .filter((caller) => caller.over === over)
    .map(({ name }) => name)
    .join(', ');
}
