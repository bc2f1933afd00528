import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wiremark } from './cli/command.test-support.js';
import { isInstalled, packageFolder } from './cli/files.js';
import { readTable } from './csv/read-table.js';
import type { Sheet } from './model/report.js';
import { decodeReport } from './reporters/report-codec.js';
import type { Tier } from './process/sandbox.js';

/**
 * Every program here attacks. Each is marked by the real command, isolated, beside a well-behaved submission: it must get
 * its verdict in bounded time, leave nothing behind, and the other one must not notice.
 */
const hostile = join(packageFolder, 'fixtures', 'hostile');

interface Attack {
  readonly name: string;
  readonly path: string;
  readonly about: string;
  /** The check, and the statuses or codes that it may end with. */
  readonly expected: ReadonlyMap<string, readonly string[]>;
  /** The spec that it answers. */
  readonly spec: string;
  /** The bytes that its finding must begin with, in hex. */
  readonly shows?: string;
  /** What must be remarked besides, its ports left out. */
  readonly remark?: { readonly code: string; readonly summary: string };
  /** It harms in every tier, and is marked in every one. */
  readonly inAllTiers: boolean;
}

/** So many lines at the top of a program may tell of it. */
const HEAD_LINES = 5;

const attacks: readonly Attack[] = readdirSync(hostile).map((name) => {
  const path = join(hostile, name);
  const program = statSync(path).isDirectory() ? join(path, 'server.py') : path;
  const [about = '', ...others] = readFileSync(program, 'utf8').split('\n').slice(0, HEAD_LINES);
  const said = (word: string): string | undefined =>
    others.find((line) => line.startsWith(`# ${word}: `))?.slice(word.length + 4);
  const verdicts = said('Expect');
  const [, code, summary = ''] = /^(\S+) (.+)$/.exec(said('Remark') ?? '') ?? [];
  const shows = said('Shows')?.replaceAll(' ', '');
  if (!about.startsWith('# Hostile, line ') || verdicts === undefined)
    throw new Error(`${name} does not say what it does and what is expected`);
  return {
    name: basename(name, '.py'),
    path,
    about: about.replace('# Hostile, ', ''),
    spec: said('Spec') ?? 'tcp-echo',
    ...(code !== undefined && { remark: { code, summary } }),
    ...(shows !== undefined && { shows }),
    inAllTiers: code === 'left-behind' || said('Tiers') === 'all',
    expected: new Map(
      verdicts.split(', ').map((verdict) => {
        const [check = '', ends = ''] = verdict.split(' ');
        return [check, ends.split('|')];
      }),
    ),
  };
});

const canIsolate = isInstalled('bwrap', process.env['PATH'] ?? '');
if (!canIsolate) console.log('skipped: bubblewrap not installed');

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiremark-hostile-'));
  mkdirSync(temporary());
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function temporary(): string {
  return join(folder, 'temporary');
}

/** Processes of the users that isolated programs run as, and sandboxes over our copies. */
function leftovers(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const isDead = /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return /^\d+$/.test(pid) && !isDead && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(folder);
    } catch {
      return false;
    }
  });
}

async function marked(
  submission: string,
  reports: string,
  checks: readonly string[],
  { spec = 'tcp-echo', tier = 'isolated' }: { readonly spec?: string; readonly tier?: Tier } = {},
): Promise<Sheet> {
  const words = [
    'check',
    spec,
    submission,
    '--plays',
    'server',
    '--only',
    ...checks,
    '--isolation',
    tier,
    '--reports',
    reports,
  ];
  const { exitCode, stderr } = await wiremark([...words, '--seed', 'hostile'], {
    folder,
    environment: { TMPDIR: temporary() },
  });
  expect([0, 1], stderr).toContain(exitCode);
  const file = join(folder, reports, 'latest', 'report.json');
  const report = decodeReport(readFileSync(file, 'utf8'));
  if ('problem' in report) throw new Error(report.problem);
  return report.sheets[0] as Sheet;
}

/** Puts an attacker where it is marked. */
function handedIn(path: string): string {
  const attacker = join(folder, 'attacker');
  if (statSync(path).isDirectory()) cpSync(path, attacker, { recursive: true });
  else {
    mkdirSync(attacker);
    cpSync(path, join(attacker, 'server.py'));
  }
  return attacker;
}

function expectVerdict(sheet: Sheet, { expected, remark, shows }: Attack): void {
  for (const [check, ends] of expected) {
    const found = sheet.checks.find(({ id }) => id === check);
    const codes = [found?.status, ...(found?.findings.map(({ code }) => code) ?? [])];
    const isAmongThem = ends.some((end) => codes.includes(end));
    expect(isAmongThem, `${check} ends with ${codes.join(', ')}, expected ${ends.join(' or ')}`).toBe(true);
  }
  if (shows !== undefined) {
    const shown = sheet.checks[0]?.findings[0]?.comparison?.actual.data ?? [];
    expect(Buffer.from(shown).toString('hex').slice(0, shows.length)).toBe(shows);
  }
  const remarks = sheet.checks[0]?.remarks?.map(({ code, summary }) => ({
    code,
    summary: summary.replaceAll(/\b\d{4,5}\b/g, 'PORT'),
  }));
  if (remark) expect(remarks).toEqual([remark]);
}

describe.skipIf(!canIsolate)('a hostile program is marked for what it is, and harms nobody', () => {
  test.each(attacks)('$name ($about)', async (attack) => {
    const reference = join(packageFolder, 'fixtures', 'reference', 'tcp-echo', 'python');
    const [sheet, neighbour] = await Promise.all([
      marked(handedIn(attack.path), 'reports', [...attack.expected.keys()], attack),
      marked(reference, 'reports-of-neighbour', ['short', 'half-close']),
    ]);
    expectVerdict(sheet, attack);
    expect(neighbour.totals).toMatchObject({ points: neighbour.totals.maxPoints, failed: 0, inconclusive: 0 });
    const logs = join(folder, 'reports', 'latest', 'logs');
    const printed = existsSync(logs)
      ? readdirSync(logs, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.txt'))
          .map((name) => readFileSync(join(logs, name), 'latin1'))
      : [];
    expect(printed.join('\n')).not.toContain('ESCAPED');
    await expect.poll(leftovers, { timeout: 10_000 }).toEqual([]);
    expect(readdirSync(temporary())).toEqual([]);
  });
});

const leaving = attacks.filter(({ inAllTiers }) => inAllTiers);

describe.skipIf(process.platform !== 'linux').each(['contained', 'plain'] as const)(
  'what a program that runs %s leaves behind is told, ended and removed',
  (tier) => {
    test.each(leaving)('$name', async (attack) => {
      expectVerdict(await marked(handedIn(attack.path), 'reports', [...attack.expected.keys()], { tier }), attack);
      expect(readdirSync(temporary())).toEqual([]);
      await expect.poll(leftBehind, { timeout: 10_000 }).toEqual([]);
    });
  },
);

/** Processes that still work in a copy of a submission of ours. */
function leftBehind(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(temporary());
    } catch {
      return false;
    }
  });
}

/** Lines of the list that are no program which could be marked here, or more than that; and what holds them instead. */
const HELD_ELSEWHERE: readonly { readonly line: number; readonly file: string; readonly holds: readonly string[] }[] = [
  {
    line: 31,
    file: 'fixtures/manifest.yaml',
    holds: [
      'client/looks-at-no-certificate',
      'client/forgets-the-date',
      'client/looks-at-no-name',
      'client/trusts-at-first-sight',
    ],
  },
  { line: 32, file: 'fixtures/manifest.yaml', holds: ['trusts-the-count', 'reads-a-signed-count'] },
  { line: 32, file: 'harness/archives/sizes.test.ts', holds: ['a bomb: much out of little', 'a bomb in gzip'] },
  { line: 35, file: 'harness/csv/csv.test.ts', holds: ['%j is never a formula'] },
  { line: 35, file: 'harness/gradebook/outputs.test.ts', holds: ['holds no formula'] },
  { line: 35, file: 'harness/gradebook/fill-worksheet.test.ts', holds: ['a comment is text, whatever is in it'] },
  { line: 37, file: 'harness/archives/links.test.ts', holds: ['a device in a zip'] },
  { line: 37, file: 'harness/archives/names.test.ts', holds: ['is no name for Windows'] },
];

test.each(HELD_ELSEWHERE)('line $line of the list is held in $file too', ({ file, holds }) => {
  const text = readFileSync(join(packageFolder, file), 'utf8');
  for (const each of holds) expect(text).toContain(each);
});

describe('line 35: names that a spreadsheet would compute', () => {
  const names = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '=HYPERLINK("x")'];

  test('are text in the tables of a class', { timeout: 120_000 }, async () => {
    for (const name of names) {
      mkdirSync(join(folder, 'class', name), { recursive: true });
      writeFileSync(join(folder, 'class', name, 'server.py'), `raise SystemExit(${JSON.stringify(name)})\n`);
    }
    await wiremark(['mark', 'class', '--spec', 'tcp-echo'], { folder, environment: { TMPDIR: temporary() } });
    const table = readTable(readFileSync(join(folder, 'marked', 'grades.csv')), 'grades.csv');
    if ('problem' in table) throw new Error(table.problem.message);
    const cells = table.rows.flatMap((row) => row.cells.map(({ value }) => value));
    expect(cells.length).toBeGreaterThan(names.length);
    for (const name of names) expect(cells).toContain(`'${name}`);
    expect(cells.filter((cell) => /^[=+@-]\D/.test(cell))).toEqual([]);
  });
});
