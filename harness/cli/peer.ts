import { randomBytes } from 'node:crypto';
import { quoted } from '../model/command.js';
import type { PeerSpec, Spec } from '../model/spec.js';
import { makePlan } from '../plan/make-plan.js';
import { keptCerts, type KeptCerts } from './kept-certs.js';
import { loadSpec } from './load-spec.js';
import { PlayedChecks } from './played-checks.js';
import { addressFor, peerOf, whyNotPlayed } from './played-side.js';
import { openScreen } from './screen.js';
import { selectChecks } from './select-checks.js';
import { readSettings } from './settings.js';
import { EXIT, UsageError } from './usage-error.js';

/** The options of `peer`, as the command line gives them. */
export interface PeerFlags {
  readonly as?: string | undefined;
  readonly to?: string | undefined;
  readonly listen?: string | undefined;
  readonly certs?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly seed?: string | undefined;
  readonly slow: number;
}

/** Plays one side of a spec against a program that the user has started. Resolves with the exit code. */
export async function playPeer(name: string, flags: PeerFlags): Promise<number> {
  const { spec } = loadSpec(name, readSettings(flags.set));
  const peer = peerOf(spec, flags.as, flags);
  const address = await addressFor(peer, flags);
  const select = selectChecks([spec], { only: flags.only ?? [], tag: undefined, failed: undefined })(spec);
  const seed = flags.seed ?? randomBytes(4).toString('hex');
  const plan = makePlan(
    spec,
    { name: 'by hand', folder: '', root: '', launches: {} },
    { seed, slow: flags.slow, only: (check) => select(check) && whyNotPlayed(check, spec, peer) === undefined },
  );
  const leftOut = spec.checks.filter(select).filter((check) => whyNotPlayed(check, spec, peer) !== undefined);
  if (plan.checks.length === 0)
    throw new UsageError(
      `there is nothing to play as ${peer.name}\n${leftOut.map((check) => `${check.id}: ${whyNotPlayed(check, spec, peer) ?? ''}`).join('\n')}`,
    );
  const screen = openScreen(process.stdout, process.env);
  const kept = await certsFor(spec, peer, flags.certs);
  if (kept.isNew) screen.write(sayNewCerts(kept, peer));
  // The program that it would connect to cannot have them yet.
  if (kept.isNew && peer.role.kind === 'connect') return EXIT.passed;
  const play = new PlayedChecks(plan, peer, address, screen, kept.certs, (check) =>
    againWords(name, peer, flags, seed, check),
  );
  play.greet(leftOut);
  return play.all();
}

/** Where the spec has certificates, a program needs them as files. */
async function certsFor({ id, certs }: Spec, peer: PeerSpec, folder: string | undefined): Promise<KeptCerts> {
  if (folder !== undefined) {
    if (Object.keys(certs).length === 0) throw new UsageError(`${id} has no certificates\nTake --certs away`);
    return keptCerts(certs, folder);
  }
  if (peer.tls)
    throw new UsageError(
      `${peer.name} speaks TLS\nSay where your program finds the certificates; they are made where there are none: --certs certs`,
    );
  return { certs: new Map(), isNew: false, paths: [] };
}

function sayNewCerts({ paths }: KeptCerts, { role }: PeerSpec): string {
  const made = `made for you: ${paths.join(', ')}\n`;
  return role.kind === 'connect' ? `${made}Start your ${role.to} with them, and write the same again.\n` : made;
}

function againWords(
  name: string,
  peer: PeerSpec,
  { to, listen, certs, set, slow }: PeerFlags,
  seed: string,
  check: string,
): string {
  return [
    'npx wiremark peer',
    quoted(name),
    `--as ${peer.name}`,
    to === undefined ? `--listen ${quoted(listen ?? '')}` : `--to ${quoted(to)}`,
    ...(certs === undefined ? [] : [`--certs ${quoted(certs)}`]),
    ...(set ?? []).map((each) => `--set ${quoted(each)}`),
    `--only ${check}`,
    ...(slow === 1 ? [] : [`--slow ${slow}`]),
    `--seed ${quoted(seed)}`,
  ].join(' ');
}
