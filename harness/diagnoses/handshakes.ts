import type { CertSpec } from '../model/spec.js';
import { peerNamed } from '../model/spec.js';
import type { Evidence } from './diagnosis.js';
import { programOf } from './programs.js';

/** A certificate of the spec, with its name there. */
export interface NamedCert extends CertSpec {
  readonly name: string;
}

/** How the last handshake of the finding's peer failed; undefined where it did not, or where the network was damaged. */
export function handshakeFailure({ trace, finding, check }: Evidence): string | undefined {
  if (check.check.damage.length > 0) return undefined;
  const last = trace.events.findLast((event) => event.type === 'handshake' && event.actor === finding.actor);
  return last?.type === 'handshake' ? last.why : undefined;
}

/** The certificates whose files the finding's program was started with. */
export function certsGiven(evidence: Evidence): readonly NamedCert[] {
  const program = programOf(evidence);
  const started = evidence.trace.events.findLast((event) => event.type === 'started' && event.program === program);
  const words = started?.type === 'started' ? started.words : [];
  return Object.entries(evidence.plan.spec.certs)
    .filter(([name]) => words.some((word) => word.endsWith(`/${name}.crt`)))
    .map(([name, cert]) => ({ ...cert, name }));
}

/** The certificate that the finding's peer shows to clients. */
export function certShown({ plan: { spec }, finding }: Evidence): NamedCert | undefined {
  const tls = finding.actor === undefined ? undefined : peerNamed(spec, finding.actor)?.tls;
  if (tls?.kind !== 'listen') return undefined;
  const cert = spec.certs[tls.cert];
  return cert && { ...cert, name: tls.cert };
}

/** Programs are always reached on this machine: what is for none of its names is for another host. */
export function isForAnotherHost({ for: names }: CertSpec): boolean {
  return names.every((name) => !['localhost', '127.0.0.1', '::1'].includes(name));
}
