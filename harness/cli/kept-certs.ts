import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Certificate } from '../certs/certificate.js';
import { makeCerts } from '../certs/make-certs.js';
import type { CertSpec } from '../model/spec.js';
import { UsageError } from './usage-error.js';
import { sayWriteError } from './write-error.js';

/** The certificates of a spec as files, where a program finds them that a person starts. */
export interface KeptCerts {
  readonly certs: ReadonlyMap<string, Certificate>;
  /** They were made just now: no program has them yet. */
  readonly isNew: boolean;
  /** The names of the files, as they were asked for. */
  readonly paths: readonly string[];
}

/** Those of a folder, or new ones where it has none. Others' files are never written over. */
export async function keptCerts(specs: Readonly<Record<string, CertSpec>>, folder: string): Promise<KeptCerts> {
  const names = Object.keys(specs);
  const files = names.flatMap((name) => [`${name}.crt`, `${name}.key`]);
  const texts = await Promise.all(files.map((file) => textOf(join(folder, file))));
  const paths = files.map((file) => join(folder, file));
  const missing = files.filter((_, at) => texts[at] === undefined);
  if (missing.length === files.length) return { certs: await written(specs, folder), isNew: true, paths };
  if (missing.length > 0)
    throw new UsageError(
      `${folder} has certificates of the spec, but no ${missing.join(', and no ')}\nName another folder, or delete this one: they are made anew`,
    );
  const certs = new Map(
    names.map((name, at) => [name, { crt: texts[2 * at] as string, key: texts[2 * at + 1] as string }]),
  );
  const stale = names.find((name) => (specs[name] as CertSpec).days > 0 && hasExpired(certs.get(name) as Certificate));
  if (stale !== undefined)
    throw new UsageError(
      `${join(folder, `${stale}.crt`)} has expired, or is no certificate\nDelete ${folder}: they are made anew`,
    );
  return { certs, isNew: false, paths };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

function hasExpired({ crt }: Certificate): boolean {
  try {
    return Date.parse(new X509Certificate(crt).validTo) < Date.now();
  } catch {
    return true;
  }
}

async function written(
  specs: Readonly<Record<string, CertSpec>>,
  folder: string,
): Promise<ReadonlyMap<string, Certificate>> {
  const certs = await makeCerts(specs);
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, { crt, key }] of certs) {
      await writeFile(join(folder, `${name}.crt`), crt, { flag: 'wx' });
      await writeFile(join(folder, `${name}.key`), key, { flag: 'wx', mode: 0o600 });
    }
  } catch (error) {
    throw new UsageError(`the certificates could not be written to ${folder}: ${sayWriteError(error)}`);
  }
  return certs;
}
