import { setMaxListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../model/plan.js';
import type { Spec } from '../model/spec.js';
import { makePlan } from '../plan/make-plan.js';
import { canSeeSockets } from '../process/kernel-sockets.js';
import type { Tier } from '../process/sandbox.js';
import { readSpec } from '../spec/read-spec.js';
import { isInstalled, packageVersion } from './files.js';
import { language } from './language.js';
import { openMarker, openTier, tiers } from './open-marker.js';
import { EXIT } from './usage-error.js';

/** What a program may find out about the machine that it runs on, asked by a program. */
const PROBE = `
others=0
for folder in /proc/[0-9]*; do
  read -r name < "$folder/comm" 2>/dev/null || continue
  case "$name" in sh|bwrap|prlimit|setpriv|ls) ;; *) others=$((others + 1)) ;; esac
done
[ "$others" = 0 ] && echo "sees only its own processes"
grep -v "^Iface" /proc/net/route | grep -qv "^lo[[:space:]]" || echo "has no network"
grep -q "^ *lo:" /proc/net/dev && echo "has a loopback"
( : > /usr/wiremark-probe ) 2>/dev/null || echo "cannot write to the system"
[ ! -r /etc/shadow ] && [ ! -e "$OUTSIDE" ] && echo "sees no files of others"
( : > own-file ) && ( : > /tmp/own-file ) && echo "can write where it should"
`;

const QUESTIONS: readonly (readonly [string, string])[] = [
  ['own-processes', 'sees only its own processes'],
  ['no-network', 'has no network'],
  ['loopback', 'has a loopback'],
  ['read-only', 'cannot write to the system'],
  ['own-files', 'sees no files of others'],
  ['own-place', 'can write where it should'],
];

/** What marking needs, and what a submission may need. */
const COMMANDS: readonly (readonly [string, string])[] = [
  ['bwrap', 'isolation (Debian: apt-get install bubblewrap)'],
  ['prlimit', 'limits (Debian: apt-get install util-linux)'],
  ['script', 'programs that want a terminal (Debian: apt-get install bsdutils)'],
  ['python3', 'submissions in Python'],
  ['node', 'submissions in JavaScript'],
  ['java', 'submissions in Java'],
  ['javac', 'submissions in Java'],
  ['gcc', 'submissions in C'],
  ['make', 'submissions with a Makefile'],
  ['go', 'submissions in Go'],
];

/** Says what this machine can keep apart, and tries it. Resolves with 3 where it cannot do what it promises. */
export async function doctor(
  print: (text: string) => void,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const path = variables['PATH'] ?? '';
  print(`wiremark ${packageVersion()}, ${process.platform}, ${cpus().length} cores, Node ${process.version}\n`);
  let best: Tier | undefined;
  for (const tier of tiers) {
    const problem = await whyNot(tier, variables);
    print(`${problem === undefined ? '✓' : '✗'} ${tier.padEnd(10)}${problem === undefined ? '' : ` ${problem}`}`);
    if (problem === undefined) best ??= tier;
  }
  print(
    `${canSeeSockets() ? '✓' : '✗'} sockets    ${canSeeSockets() ? 'who listens can be seen' : 'who listens cannot be seen here: ports are probed'}`,
  );
  print('');
  for (const [command, purpose] of COMMANDS)
    print(`${isInstalled(command, path) ? '✓' : '–'} ${command.padEnd(10)} ${purpose}`);
  if (best !== 'isolated') {
    print('\nPrograms are not isolated here: mark only what you would run yourself.');
    return EXIT.passed;
  }
  print('\nAn isolated program');
  const answers = await selfTest(variables);
  for (const [id, question] of QUESTIONS) print(`${answers.get(id) ? '✓' : '✗'} ${question}`);
  return QUESTIONS.every(([id]) => answers.get(id)) ? EXIT.passed : EXIT.fault;
}

function quiet(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

async function whyNot(tier: Tier, variables: Parameters<typeof doctor>[1]): Promise<string | undefined> {
  const opened = await openTier(tier, { jobs: 1, variables, signal: quiet() });
  if ('impossible' in opened) return opened.impossible;
  await opened.close();
  return undefined;
}

/** Runs the probe as any submission, and what it found as any check. */
async function selfTest(variables: Parameters<typeof doctor>[1]): Promise<ReadonlyMap<string, boolean>> {
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-doctor-'));
  const { marker } = await openMarker('isolated', { jobs: cpus().length, variables, signal: quiet() });
  try {
    const probe = join(folder, 'probe');
    await writeFile(join(folder, 'of-somebody-else'), '');
    await writeFile(probe, `OUTSIDE=${join(folder, 'of-somebody-else')}\n${PROBE}`);
    const request = { plan: planOf(probe, folder), again: '', spec: { file: 'doctor', sha256: '' } };
    const { checks } = await marker.mark(request, () => {});
    return new Map(checks.map(({ id, status }) => [id, status === 'passed']));
  } finally {
    await marker.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function planOf(probe: string, folder: string): Plan {
  return makePlan(
    probeSpec(),
    {
      name: 'probe',
      folder,
      root: folder,
      launches: { probe: { program: 'probe', words: ['sh', probe.slice(folder.length + 1)], folder: '', because: '' } },
    },
    { seed: 'doctor', slow: 1, only: () => true },
  );
}

function probeSpec(): Spec {
  const checks = QUESTIONS.map(
    ([id, question]) =>
      `  - { id: ${id}, steps: [ { start: probe }, { probe: { exits: any, within: 5s } }, { probe: { prints: { contains: "${question}" } } } ] }`,
  );
  const text = `spec: 1\nname: probe\nprograms: { probe: { start: by step, run: { probe: sh probe } } }\npeers: { nobody: { listen: tcp } }\nchecks:\n${checks.join('\n')}\n`;
  const { spec, diagnostics } = readSpec(new TextEncoder().encode(text), 'doctor.yaml', language);
  if (!spec) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return spec;
}
