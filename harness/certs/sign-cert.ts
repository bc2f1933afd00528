import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { CertSpec } from '../model/spec.js';
import type { Certificate } from './certificate.js';

/** A certificate that can sign others. */
export interface Signer extends Certificate {
  readonly keys: webcrypto.CryptoKeyPair;
  readonly subject: string;
}

const DAY_MS = 86_400_000;

/** A certificate that has expired was good before, for so long. */
const GOOD_BEFORE_DAYS = 30;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** With the key identifiers that strict verification demands (RFC 5280, 4.2.1.1 and 4.2.1.2; Python does since 3.13). */
export async function signCert(name: string, spec: CertSpec, issuer: Signer | undefined): Promise<Signer> {
  const { subtle } = webcrypto;
  const keys = await subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const isAuthority = spec.for.length === 0;
  const subject = `CN=${spec.for[0] ?? name}`;
  const notAfter = new Date(Date.now() + spec.days * DAY_MS);
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer?.subject ?? subject,
    notBefore: new Date(Math.min(Date.now(), notAfter.getTime()) - GOOD_BEFORE_DAYS * DAY_MS),
    notAfter,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, undefined, true),
      new x509.KeyUsagesExtension(
        isAuthority ? x509.KeyUsageFlags.keyCertSign : x509.KeyUsageFlags.digitalSignature,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create((issuer?.keys ?? keys).publicKey),
      ...(isAuthority ? [] : forHosts(spec.for)),
    ],
  });
  const pkcs8 = Buffer.from(await subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
  return { crt: `${certificate.toString('pem')}\n`, key, keys, subject };
}

function forHosts(hosts: readonly string[]): x509.Extension[] {
  return [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
    new x509.SubjectAlternativeNameExtension(
      hosts.map((host) => ({ type: isIP(host) === 0 ? ('dns' as const) : ('ip' as const), value: host })),
    ),
  ];
}
