import type { Plan } from '../model/plan.js';
import type { CertSpec } from '../model/spec.js';
import type { Certificate } from './certificate.js';
import type { Signer } from './sign-cert.js';

/** The certificates of a marking: made when they are asked for first, the same for all its checks, and never kept. */
export function certsOf(plan: Plan): Promise<ReadonlyMap<string, Certificate>> {
  const known = made.get(plan.spec) ?? makeCerts(plan.spec.certs);
  made.set(plan.spec, known);
  return known;
}

const made = new WeakMap<Plan['spec'], Promise<ReadonlyMap<string, Certificate>>>();

/** New ones, by their names in the spec. */
export async function makeCerts(specs: Readonly<Record<string, CertSpec>>): Promise<ReadonlyMap<string, Certificate>> {
  const names = Object.keys(specs);
  if (names.length === 0) return new Map();
  // Few specs have certificates, and the library takes long to load. It finds its parts by the metadata of the first.
  await import('reflect-metadata');
  const { signCert } = await import('./sign-cert.js');
  const signers = new Map<string, Promise<Signer>>();
  const make = (name: string): Promise<Signer> => {
    const known = signers.get(name);
    if (known) return known;
    const spec = specs[name] as CertSpec;
    const issuer = spec.by === undefined ? Promise.resolve(undefined) : make(spec.by);
    const making = issuer.then((by) => signCert(name, spec, by));
    signers.set(name, making);
    return making;
  };
  const all = names.map(async (name) => [name, await make(name)] as const);
  return new Map((await Promise.all(all)).map(([name, { crt, key }]) => [name, { crt, key }]));
}
