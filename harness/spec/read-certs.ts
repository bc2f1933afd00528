import type { CertSpec, PeerSpec, TlsSpec } from '../model/spec.js';
import { suggest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import type { Cert, Peer } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn, top, type WordOf } from './shape-paths.js';

const DEFAULT_DAYS = 30;

/** The certificates of the spec; reports authorities that are none, and circles of them. */
export function readCerts(reading: Reading): Record<string, CertSpec> {
  const certs: Record<string, CertSpec> = {};
  for (const name of reading.keys(top('certs'))) {
    const path = [...top('certs'), name];
    const at = pathsIn<Cert>(path);
    if (reading.isInvalid(path)) continue;
    const one = reading.text(at('for'));
    const by = reading.text(at('by'));
    if (by !== undefined) demandAuthority(reading, at('by'), by);
    certs[name] = {
      for: one === undefined ? reading.texts(at('for')) : [one],
      days: reading.number(at('days')) ?? DEFAULT_DAYS,
      ...(by !== undefined && { by }),
    };
  }
  refuseCircles(reading, certs);
  return certs;
}

/** How a peer speaks TLS; undefined where it does not. With a refused certificate it still does: "handshake" is no mistake then. */
export function readTls(reading: Reading, peer: Path, role: PeerSpec['role']): TlsSpec | undefined {
  const path = pathsIn<Peer>(peer)('tls');
  if (!reading.has(path) || reading.isInvalid(path)) return undefined;
  const at = pathsIn<NonNullable<Peer['tls']>>(path);
  const isListening = role.kind === 'listen';
  const strays: readonly WordOf<NonNullable<Peer['tls']>>[] = isListening ? ['trust', 'name'] : ['cert'];
  for (const stray of strays.filter((word) => reading.has(at(word))))
    reading.report({
      code: 'E018',
      path: at(stray),
      on: 'key',
      message: `"${stray}" says nothing where a peer ${isListening ? 'listens' : 'connects'}`,
      suggestion: isListening ? 'write the certificate that it shows: `cert: …`' : 'write whom it trusts: `trust: …`',
    });
  const wanted = isListening ? 'cert' : 'trust';
  const name = reading.text(at(wanted));
  if (name === undefined) {
    if (!strays.some((word) => reading.has(at(word))) && !reading.isIncomplete(path))
      reading.report({
        code: 'E011',
        path,
        on: 'key',
        message: isListening ? 'it needs a certificate of its own' : 'it needs an authority that it trusts',
        suggestion: isListening ? 'write `tls: { cert: good }`' : 'write `tls: { trust: ca }`',
      });
  } else if (demandCert(reading, at(wanted), name) && isListening && isAuthority(reading, name))
    reading.report({
      code: 'E045',
      path: at('cert'),
      message: `"${name}" is an authority, and a certificate for a host is needed here`,
      suggestion: `declare one: \`certs: { good: { for: localhost, by: ${name} } }\``,
    });
  if (isListening) return { kind: 'listen', cert: name ?? '' };
  return { kind: 'connect', trust: name ?? '', name: reading.text(at('name')) ?? 'localhost' };
}

/** Reports a name that is no certificate. */
export function demandCert(reading: Reading, path: Path, name: string): boolean {
  const known = reading.keys(top('certs'));
  if (known.includes(name)) {
    reading.usedCerts.add(name);
    return true;
  }
  if (!reading.isIncomplete([]))
    reading.report({
      code: 'E045',
      path,
      message: `there is no certificate "${name}"`,
      suggestion:
        known.length > 0 ? suggest(name, known) : 'declare it: `certs: { ca: {}, good: { for: localhost, by: ca } }`',
    });
  return false;
}

function demandAuthority(reading: Reading, path: Path, name: string): void {
  if (!demandCert(reading, path, name) || isAuthority(reading, name)) return;
  reading.report({
    code: 'E045',
    path,
    message: `"${name}" is for a host, and no authority that could sign others`,
    suggestion: 'an authority is for nobody: `ca: {}`',
  });
}

function isAuthority(reading: Reading, name: string): boolean {
  return !reading.has(pathsIn<Cert>([...top('certs'), name])('for'));
}

function refuseCircles(reading: Reading, certs: Readonly<Record<string, CertSpec>>): void {
  const told = new Set<string>();
  for (const name of Object.keys(certs)) {
    const circle = [name];
    let by = certs[name]?.by;
    for (; by !== undefined && !circle.includes(by); by = certs[by]?.by) circle.push(by);
    if (by !== name || told.has(name)) continue;
    for (const each of circle) told.add(each);
    reading.report({
      code: 'E045',
      path: pathsIn<Cert>([...top('certs'), name])('by'),
      message: `these have signed each other in a circle: ${[...circle, name].join(' by ')}`,
      suggestion: 'the first authority signs itself: take its "by" away',
    });
  }
}

/** Where anything else is wrong, that may be the reason why nothing uses it. */
export function refuseIdleCerts(reading: Reading): void {
  if (reading.problems.size > 0) return;
  for (const name of reading.keys(top('certs')).filter((each) => !reading.usedCerts.has(each)))
    reading.report({
      code: 'E018',
      path: [...top('certs'), name],
      on: 'key',
      message: `nothing uses the certificate "${name}"`,
      suggestion: `name it at a peer (\`tls: { cert: ${name} }\`) or in a command (\${${name}.crt}), or take it away`,
    });
}
