import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './command.js';

/** What marking a class took. */
export interface MarkedClass {
  readonly size: number;
  readonly wallMs: number;
  /** Of the marker and its workers. */
  readonly harnessCpuMs: number;
  /** Of all else: the programs, and what keeps them apart. */
  readonly programsCpuMs: number;
  readonly markerBytes: Memory;
  /** The most of all workers. */
  readonly workerBytes: Memory;
}

interface Memory {
  /** When a tenth of the time was over. */
  readonly afterTenth: number;
  readonly nearEnd: number;
}

/** Most of a class does well; the rest does wrong in a way that costs no waiting. */
const WORKS = [
  ...Array.from({ length: 8 }, () => 'reference/tcp-echo/python/server.py'),
  'mutants/tcp-echo/decodes-utf8.py',
  'mutants/tcp-echo/adds-newline.py',
];

/**
 * Marks a made-up class. Programs run as ordinary processes: then the kernel adds up what they took, which it does not
 * across namespaces.
 */
export async function markedClass(size: number): Promise<MarkedClass> {
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-bench-'));
  try {
    for (let at = 0; at < size; at++) {
      const own = join(folder, 'class', `student-${String(at).padStart(4, '0')}`);
      await mkdir(own, { recursive: true });
      await cp(join('fixtures', WORKS[at % WORKS.length] ?? ''), join(own, 'server.py'));
    }
    const samples = join(folder, 'samples');
    await mkdir(samples);
    const { elapsedMs, output } = await runCommand(
      [
        ...['python3', '-c', TIMED, process.execPath, 'bin/wiremark.js', 'mark', join(folder, 'class')],
        ...['--spec', 'bench/specs/twelve-checks.yaml', '--out', join(folder, 'marked'), '--isolation', 'plain'],
      ],
      { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(SAMPLED)}`, SAMPLES: samples },
    );
    const allCpuMs = Number(/^all CPU: ([\d.]+)$/m.exec(output)?.[1]) * 1000;
    const processes = await Promise.all(
      (await readdir(samples)).map(
        async (name) => JSON.parse(await readFile(join(samples, name), 'utf8')) as ProcessSamples,
      ),
    );
    const harnessCpuMs = processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    const [markers, workers] = [processes.filter(isMarker), processes.filter((each) => !isMarker(each))];
    return {
      size,
      wallMs: elapsedMs,
      harnessCpuMs,
      programsCpuMs: allCpuMs - harnessCpuMs,
      markerBytes: memoryOf(markers),
      workerBytes: memoryOf(workers),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs a command, and says what it and all that it has waited for took. */
const TIMED = `
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("all CPU:", used.ru_utime + used.ru_stime)
sys.exit(code)
`;

/** In each process of wiremark: its memory as time goes by, and at the end its processor time. */
const SAMPLED = `
import { writeFileSync } from 'node:fs';
if (process.env.SAMPLES) {
  const memory = [];
  const sample = () => memory.push({ at: Date.now(), bytes: process.memoryUsage.rss() });
  setInterval(sample, 250).unref();
  process.on('exit', () => {
    sample();
    const { user, system } = process.cpuUsage();
    writeFileSync(process.env.SAMPLES + '/' + process.pid, JSON.stringify({ words: process.argv, cpuMs: (user + system) / 1000, memory }));
  });
}
`;

interface ProcessSamples {
  readonly words: readonly string[];
  readonly cpuMs: number;
  readonly memory: readonly { readonly at: number; readonly bytes: number }[];
}

function isMarker({ words }: ProcessSamples): boolean {
  return words.includes('mark');
}

function memoryOf(processes: readonly ProcessSamples[]): Memory {
  const samples = processes.flatMap(({ memory }) => memory).toSorted((a, b) => a.at - b.at);
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  const mostIn = (from: number, to: number): number =>
    Math.max(...samples.filter(({ at }) => at >= from && at <= to).map(({ bytes }) => bytes));
  const tenth = (last - first) / 10;
  // In the last tenth the files are written, all at once; what could have piled up is there before.
  return { afterTenth: mostIn(first, first + tenth), nearEnd: mostIn(last - 2 * tenth, last - tenth) };
}
