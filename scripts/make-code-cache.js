/**
 * Keeps what V8 makes of the compiled command, to be loaded with it. What was run when it is kept is in it: so a server
 * is checked first.
 *
 * Usage: node make-code-cache.js ROLE, with the flags that Node has in this role
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeCacheOf, loadCompiled } from '../bin/load-compiled.js';

const server = fileURLToPath(new URL('../dist/fixtures/reference/tcp-echo/typescript', import.meta.url));
const reports = await mkdtemp(join(tmpdir(), 'wiremark-build-'));
const [role] = process.argv.slice(2);
const { script, parts } = loadCompiled(role);
const { runCommand } = await parts.command();
await runCommand(['check', 'tcp-echo', server, '--isolation', 'plain', '--reports', reports]);
await rm(reports, { recursive: true });
await writeFile(codeCacheOf(role), script.createCachedData());
process.exit(0);
