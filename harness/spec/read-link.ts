import type { LinkSpec, PeerSpec, Transport } from '../model/spec.js';
import { keyRangeAt, type Path } from '../yaml/tree.js';
import { demandActor } from './demand-actor.js';
import type { Link } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';

/** A link; undefined where nothing connects as it says (and that has been reported). The peers must have been read. */
export function readLink(reading: Reading, name: string, path: Path): LinkSpec | undefined {
  const at = pathsIn<Link>(path);
  const from = reading.text(at('from')) ?? '';
  const to = reading.text(at('to')) ?? '';
  const known = [
    demandActor(reading, at('from'), from, ['peer', 'program']),
    demandActor(reading, at('to'), to, ['peer', 'program']),
  ];
  if (known.includes(false)) return undefined;
  const peer = reading.peers[from] ?? reading.peers[to];
  const ours = [from, to].filter((end) => reading.keys(top('peers')).includes(end)).length;
  const over = ours === 0 ? overBetweenPrograms(reading, path) : overOfPeer(reading, path, peer);
  const fits =
    ours === 0
      ? from !== to
      : ours === 1 &&
        peer &&
        (peer.name === from ? peer.role.kind === 'connect' && peer.role.to === to : peer.role.kind === 'listen');
  if (!fits) {
    // A name that two actors have is refused there; which of them is meant here cannot be said.
    const isClear = ![from, to].some(
      (end) => reading.has([...top('programs'), end]) && reading.has([...top('peers'), end]),
    );
    if (isClear && (peer || ours !== 1))
      reading.report({
        code: 'E029',
        path,
        on: 'key',
        message: `nothing connects from "${from}" to "${to}"`,
        suggestion:
          peer && ours === 1 && fitsReversed(peer, from, to)
            ? `the other way round: { from: ${to}, to: ${from} }`
            : 'a link goes from a connecting peer to its program, from a program to a listening peer, or from one program to another',
      });
    return undefined;
  }
  if (peer?.address !== undefined) {
    reading.report({
      code: 'E016',
      path: at('from'),
      message: `"${from}" connects to ${peer.address} itself, and a link has an address of its own`,
      suggestion: `take "address" away from the peer "${from}", or the link`,
    });
    return undefined;
  }
  const links = reading.keys(top('links'));
  const other = links.slice(0, links.indexOf(name)).find((link) => isBetween(reading, link, from, to));
  if (other !== undefined)
    reading.report({
      code: 'E029',
      path,
      on: 'key',
      message: `"${other}" is already the link from "${from}" to "${to}"`,
      suggestion: 'keep one of the two: damage and steps may use it in every check',
    });
  return { name, from, to, over, origin: keyRangeAt(reading.tree, path) };
}

function overBetweenPrograms(reading: Reading, path: Path): Transport {
  return reading.text(pathsIn<Link>(path)('over')) === 'udp' ? 'udp' : 'tcp';
}

/** A peer says itself what it speaks over. */
function overOfPeer(reading: Reading, path: Path, peer: PeerSpec | undefined): Transport {
  const at = pathsIn<Link>(path);
  if (peer && reading.has(at('over')))
    reading.report({
      code: 'E018',
      path: at('over'),
      on: 'key',
      message: `the peer "${peer.name}" says already what this link is over`,
      suggestion: 'take it away: it is for links between two programs',
    });
  return peer?.over ?? 'tcp';
}

function fitsReversed(peer: PeerSpec, from: string, to: string): boolean {
  return peer.role.kind === 'connect' ? peer.name === to && peer.role.to === from : peer.name === from;
}

function isBetween(reading: Reading, link: string, from: string, to: string): boolean {
  const at = pathsIn<Link>([...top('links'), link]);
  return reading.text(at('from')) === from && reading.text(at('to')) === to;
}
