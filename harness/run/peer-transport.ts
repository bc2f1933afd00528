import type { Certificate } from '../certs/certificate.js';
import type { PeerSpec, TlsSpec } from '../model/spec.js';
import type { TlsOptions, Transport } from '../transports/transport.js';
import type { RunEnvironment } from './environment.js';

/** What a peer speaks over: plain, to a group, or with TLS and the certificates that its spec names. */
export function peerTransport(
  { tls, role, over }: PeerSpec,
  {
    secureTransport,
    groupTransport,
    transports,
  }: Pick<RunEnvironment, 'secureTransport' | 'groupTransport' | 'transports'>,
  certs: ReadonlyMap<string, Certificate>,
): Transport {
  if (tls) return secureTransport(tlsOptions(tls, certs));
  return role.kind === 'join' ? groupTransport : transports[over];
}

function tlsOptions(spec: TlsSpec, certs: ReadonlyMap<string, Certificate>): TlsOptions {
  const { crt = '', key = '' } = certs.get(spec.kind === 'connect' ? spec.trust : spec.cert) ?? {};
  return spec.kind === 'connect' ? { trust: crt, name: spec.name } : { crt, key };
}
