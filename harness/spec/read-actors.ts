import type { FrameSyntax } from '../model/language.js';
import type { FrameSpec, LinkSpec, PeerSpec, ProgramSpec, Transport } from '../model/spec.js';
import { readPattern } from './read-value.js';
import type { Reading } from './reading.js';
import { keyRangeAt, type Path } from '../yaml/tree.js';
import { demandActor, wordsAt } from './words-at.js';

/** Reads programs, peers and links; reports names that clash and roles that do not fit. */
export function readActors(reading: Reading): void {
  refuseClashes(reading);
  const frame = readFrame(reading, ['frame']);
  reading.peers = each(reading, 'peers', (name, path) => readPeer(reading, name, path, frame));
  reading.links = each(reading, 'links', (name, path) => readLink(reading, name, path));
  reading.programs = each(reading, 'programs', (name, path) => readProgram(reading, name, path));
}

function each<T>(reading: Reading, section: string, read: (name: string, path: Path) => T | undefined): Record<string, T> {
  const found: Record<string, T> = {};
  for (const name of reading.keys([section])) {
    const made = reading.isInvalid([section, name]) ? undefined : read(name, [section, name]);
    if (made) found[name] = made;
  }
  return found;
}

function refuseClashes(reading: Reading): void {
  const seen = new Map<string, string>();
  for (const section of ['programs', 'peers', 'links']) {
    for (const name of reading.keys([section])) {
      const other = seen.get(name);
      const path = [section, name];
      if (other) reading.report({ code: 'E028', path, on: 'key', message: `"${name}" is already the name of one of the ${other}`, suggestion: 'give each actor a name of its own' });
      if (name in reading.language.steps) reading.report({ code: 'E028', path, on: 'key', message: `"${name}" is a verb of this language and cannot be an actor`, suggestion: `take another name, like "my_${name}"` });
      seen.set(name, section);
    }
  }
}

/** A frame at a path: its word alone, or a map with arguments. Undefined where none is written. */
export function readFrame(reading: Reading, path: Path): FrameSpec | undefined {
  if (reading.isInvalid(path)) return undefined;
  const word = reading.text(path);
  if (word !== undefined) return { name: word, args: {} };
  const keys = reading.keys(path);
  if (keys.length === 0) return undefined;
  const named = keys.filter((key) => key in reading.language.frames);
  const name = named[0];
  if (name === undefined || named.length > 1) {
    reading.report({ code: 'E016', path, message: name === undefined ? 'this names no frame' : `this is ${named.join(' and ')} at once`, suggestion: `frames: ${Object.keys(reading.language.frames).join(', ')}` });
    return undefined;
  }
  const syntax = reading.language.frames[name] as FrameSyntax;
  return { name, args: syntax.read(wordsAt(reading, path, { sight: new Map(), readSteps: () => [] })) };
}

/** The frame a peer has in the end: what is written nearest, as far as it fits its transport. */
export function frameFor(reading: Reading, over: Transport, candidates: readonly { readonly frame: FrameSpec | undefined; readonly path: Path; readonly own: boolean }[]): FrameSpec {
  for (const { frame, path, own } of candidates) {
    if (!frame) continue;
    if (reading.language.frames[frame.name]?.over.includes(over)) return frame;
    // A frame meant for all peers passes over those it cannot fit; one written at a peer is a mistake.
    if (own) reading.report({ code: 'E043', path, message: `the frame "${frame.name}" does not go over ${over.toUpperCase()}`, suggestion: over === 'udp' ? 'over UDP one datagram is one message: leave the frame out' : `over TCP: ${framesOver(reading, 'tcp').join(', ')}` });
  }
  return { name: over === 'udp' ? 'datagram' : 'raw', args: {} };
}

function framesOver(reading: Reading, over: Transport): string[] {
  return Object.values(reading.language.frames).filter((frame) => frame.over.includes(over)).map((frame) => frame.word);
}

function readPeer(reading: Reading, name: string, path: Path, specFrame: FrameSpec | undefined): PeerSpec | undefined {
  const connect = reading.text([...path, 'connect']);
  const listen = reading.text([...path, 'listen']);
  if ((connect === undefined) === (listen === undefined)) {
    reading.report({ code: 'E016', path, on: 'key', message: `the peer "${name}" must either connect or listen`, suggestion: 'write { connect: server } or { listen: tcp }' });
    return undefined;
  }
  if (connect !== undefined && !demandActor(reading, [...path, 'connect'], connect, ['program'])) return undefined;
  if (listen !== undefined && reading.keys(path).includes('over')) {
    reading.report({ code: 'E016', path: [...path, 'over'], on: 'key', message: '"listen" says already what it is over', suggestion: 'leave "over" out' });
  }
  const over = (listen ?? reading.text([...path, 'over']) ?? 'tcp') as Transport;
  const answersAgain = reading.keys(path).includes('repeats');
  if (answersAgain && over === 'tcp') reading.report({ code: 'E043', path: [...path, 'repeats'], on: 'key', message: 'over TCP nothing is sent again: TCP does that by itself', suggestion: 'leave "repeats" out' });
  const ignore = readPattern(reading, [...path, 'ignore']);
  return {
    name,
    role: connect === undefined ? { kind: 'listen' } : { kind: 'connect', to: connect },
    over,
    frame: frameFor(reading, over, [
      { frame: readFrame(reading, [...path, 'frame']), path: [...path, 'frame'], own: true },
      { frame: specFrame, path: ['frame'], own: false },
    ]),
    answersAgain,
    reads: reading.keys(path).includes('reads') ? 'never' : 'always',
    ...(ignore !== undefined && { ignore }),
    origin: keyRangeAt(reading.tree, path),
  };
}

function readLink(reading: Reading, name: string, path: Path): LinkSpec | undefined {
  const from = reading.text([...path, 'from']) ?? '';
  const to = reading.text([...path, 'to']) ?? '';
  const known = [demandActor(reading, [...path, 'from'], from, ['peer', 'program']), demandActor(reading, [...path, 'to'], to, ['peer', 'program'])];
  if (known.includes(false)) return undefined;
  const peer = reading.peers[from] ?? reading.peers[to];
  const isOurs = [from, to].filter((end) => reading.keys(['peers']).includes(end)).length;
  const fits = peer && isOurs === 1 && (peer.name === from ? peer.role.kind === 'connect' && peer.role.to === to : peer.role.kind === 'listen');
  if (!fits) {
    if (peer || isOurs !== 1) reading.report({ code: 'E029', path, on: 'key', message: `nothing connects from "${from}" to "${to}"`, suggestion: 'a link goes from a connecting peer to its program, or from a program to a listening peer' });
    return undefined;
  }
  return { name, from, to, over: peer.over, origin: keyRangeAt(reading.tree, path) };
}

function readProgram(reading: Reading, name: string, path: Path): ProgramSpec {
  const callers = Object.values(reading.peers).filter((peer) => peer.role.kind === 'connect' && peer.role.to === name);
  const overs = [...new Set(callers.map((peer) => peer.over))];
  if (overs.length > 1) reading.report({ code: 'E043', path, on: 'key', message: `"${name}" is reached over TCP and over UDP: a program has one port here`, suggestion: 'write two programs, or let all its peers use one of the two' });
  const single = reading.text([...path, 'run']);
  const files = reading.keys([...path, 'run']);
  const ready = reading.text([...path, 'ready']);
  return {
    name,
    run: single === undefined ? files.map((file) => ({ file, command: reading.text([...path, 'run', file]) ?? '' })) : [{ command: single }],
    start: reading.text([...path, 'start']) === 'by step' ? 'by step' : 'at once',
    ready: ready === 'listening' || ready === 'running' ? ready : overs.length > 0 ? 'listening' : 'running',
    ...(overs[0] && { over: overs[0] }),
    origin: keyRangeAt(reading.tree, path),
  };
}
