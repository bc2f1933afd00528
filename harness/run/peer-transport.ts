import type { Certificate } from '../certs/certificate.js';
import type { PeerSpec, TlsSpec } from '../model/spec.js';
import type { TlsOptions, Transport } from '../transports/transport.js';
import type { RunEnvironment } from './environment.js';

/** What a peer speaks over: plain, or with TLS and the certificates that its spec names. */
export function peerTransport(
  { tls, over }: PeerSpec,
  { secureTransport, transports }: Pick<RunEnvironment, 'secureTransport' | 'transports'>,
  certs: ReadonlyMap<string, Certificate>,
): Transport {
  return tls ? secureTransport(tlsOptions(tls, certs)) : transports[over];
}

function tlsOptions(spec: TlsSpec, certs: ReadonlyMap<string, Certificate>): TlsOptions {
  const { crt = '', key = '' } = certs.get(spec.kind === 'connect' ? spec.trust : spec.cert) ?? {};
  return spec.kind === 'connect' ? { trust: crt, name: spec.name } : { crt, key };
}
