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
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wiremark } from './cli/command.test-support.js';
import { isInstalled, packageFolder } from './cli/files.js';
import type { Sheet } from './model/report.js';
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
  /** What must be remarked besides, its ports left out. */
  readonly remark?: { readonly code: string; readonly summary: string };
}

const attacks: readonly Attack[] = readdirSync(hostile).map((name) => {
  const path = join(hostile, name);
  const program = statSync(path).isDirectory() ? join(path, 'server.py') : path;
  const [about = '', expected = '', remarked = ''] = readFileSync(program, 'utf8').split('\n');
  const [, code, summary = ''] = /^# Remark: (\S+) (.+)$/.exec(remarked) ?? [];
  const [, verdicts] = /^# Expect: (.+)$/.exec(expected) ?? [];
  if (!about.startsWith('# Hostile, line ') || verdicts === undefined)
    throw new Error(`${name} does not say what it does and what is expected`);
  return {
    name: basename(name, '.py'),
    path,
    about: about.replace('# Hostile, ', ''),
    ...(code !== undefined && { remark: { code, summary } }),
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
  tier: Tier = 'isolated',
): Promise<Sheet> {
  const words = ['check', 'tcp-echo', submission, '--only', ...checks, '--isolation', tier, '--reports', reports];
  const { exitCode, stderr } = await wiremark([...words, '--seed', 'hostile'], {
    folder,
    environment: { TMPDIR: temporary() },
  });
  expect([0, 1], stderr).toContain(exitCode);
  const file = join(folder, reports, 'latest', 'report.json');
  const { sheets } = JSON.parse(readFileSync(file, 'utf8')) as { sheets: readonly Sheet[] };
  return sheets[0] as Sheet;
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

function expectVerdict(sheet: Sheet, { expected, remark }: Attack): void {
  for (const [check, ends] of expected) {
    const found = sheet.checks.find(({ id }) => id === check);
    const codes = [found?.status, ...(found?.findings.map(({ code }) => code) ?? [])];
    // The list of both is what a person wants to see where they have nothing in common.
    expect({ check, ends, codes, found: ends.filter((end) => codes.includes(end)) }).not.toHaveProperty('found', []);
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
      marked(handedIn(attack.path), 'reports', [...attack.expected.keys()]),
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

const leaving = attacks.filter(({ remark }) => remark?.code === 'left-behind');

describe.skipIf(process.platform !== 'linux').each(['contained', 'plain'] as const)(
  'what a program that runs %s leaves behind is told, and ended',
  (tier) => {
    test.each(leaving)('$name', async (attack) => {
      expectVerdict(await marked(handedIn(attack.path), 'reports', [...attack.expected.keys()], tier), attack);
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
