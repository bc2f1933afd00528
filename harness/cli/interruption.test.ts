import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled } from './files.js';
import { wiremark, type CommandOptions, type Finished } from './command.test-support.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-interruption-'));
  await mkdir(join(folder, 'silent'));
  await mkdir(temporary());
  // It listens and never answers, ignores SIGTERM, and starts children that would outlive it.
  const child = `["sh", "-c", "sleep 1000; : ${token()}"]`;
  await writeFile(
    join(folder, 'silent', 'server.py'),
    `import signal, socket, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(${child})
subprocess.Popen(${child}, start_new_session=True)
s = socket.create_server(("127.0.0.1", int(sys.argv[1])))
kept = []
while True: kept.append(s.accept())
`,
  );
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** By this word the children of the server are known, whatever namespace they are in. */
function token(): string {
  return `child-${folder.slice(-6)}`;
}

function leftovers(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const isDead = /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return /^\d+$/.test(pid) && !isDead && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(token());
    } catch {
      return false;
    }
  });
}

/** Where the command makes its copies. */
function temporary(): string {
  return join(folder, 'temporary');
}

/** A just killed process can look alive for an instant. */
async function nothingIsLeft(): Promise<void> {
  await expect.poll(leftovers, { timeout: 10_000 }).toEqual([]);
  expect(readdirSync(temporary())).toEqual([]);
}

function reports(): string[] {
  const runs = join(folder, 'reports');
  return existsSync(runs)
    ? readdirSync(runs, { recursive: true, encoding: 'utf8' }).filter((name) => /report\.(json|html)|\.tmp$/.test(name))
    : [];
}

/** Checks the silent server, and does something to the command once the server runs. */
function checkAnd(tier: string, act: (pid: number) => void, options: Partial<CommandOptions> = {}): Promise<Finished> {
  const words = ['check', 'tcp-echo', 'silent', '--only', 'short', 'glued', '--slow', '50', '--isolation', tier];
  const running = wiremark(words, {
    folder,
    environment: { TMPDIR: temporary() },
    ...options,
    onStarted: (child) => void waitForServer().then(() => act(child.pid ?? 0)),
  });
  return running;
}

async function waitForServer(): Promise<void> {
  await expect.poll(() => leftovers().length, { timeout: 20_000, interval: 30 }).toBeGreaterThan(1);
}

const canIsolate = isInstalled('bwrap', process.env['PATH'] ?? '');

describe.skipIf(process.platform !== 'linux').each(['plain', 'contained', 'isolated'])(
  'whatever ends the command, nothing is left behind of programs that run %s (needs Linux: /proc)',
  (tier) => {
    const isImpossible = tier === 'isolated' && !canIsolate;
    if (isImpossible) console.log('skipped: bubblewrap not installed');

    test.skipIf(isImpossible)('Ctrl-C', async () => {
      const { exitCode, stderr } = await checkAnd(tier, (pid) => process.kill(pid, 'SIGINT'));
      expect(exitCode).toBe(130);
      expect(stderr).toContain('wiremark: interrupted; ending what was launched');
      await nothingIsLeft();
      expect(reports()).toEqual([]);
    });

    test.skipIf(isImpossible)('SIGTERM', async () => {
      const { exitCode } = await checkAnd(tier, (pid) => process.kill(pid, 'SIGTERM'));
      expect(exitCode).toBe(130);
      await nothingIsLeft();
      expect(reports()).toEqual([]);
    });

    test.skipIf(isImpossible)('a crash of its own', async () => {
      const crash = 'data:text/javascript,process.on("SIGUSR2", () => { throw new Error("a bug of ours") })';
      const { exitCode, stderr } = await checkAnd(tier, (pid) => process.kill(pid, 'SIGUSR2'), {
        node: ['--import', crash],
      });
      expect(exitCode).toBe(3);
      expect(stderr).toContain('this is a fault of wiremark, not of your program: Error: a bug of ours');
      await nothingIsLeft();
      expect(reports()).toEqual([]);
    });
  },
);

test.skipIf(!canIsolate)('kill -9 leaves nothing of an isolated submission (needs bubblewrap)', async () => {
  await checkAnd('isolated', (pid) => process.kill(pid, 'SIGKILL'));
  await expect.poll(leftovers, { timeout: 10_000 }).toEqual([]);
  expect(reports()).toEqual([]);
});

describe.skipIf(process.platform !== 'linux')(
  'whatever spoils the command, nothing is left behind (needs Linux: /proc)',
  () => {
    test('a wait of ours that nothing will ever end', async () => {
      const forgetEverything = encodeURIComponent(
        'setInterval(() => { for (const handle of process._getActiveHandles()) handle.unref?.(); }, 5).unref();',
      );
      const { exitCode, stderr } = await wiremark(['check', 'tcp-echo', 'silent', '--only', 'short'], {
        folder,
        environment: { TMPDIR: temporary() },
        node: ['--import', `data:text/javascript,${forgetEverything}`],
      });
      expect(exitCode).toBe(3);
      expect(stderr).toContain('it stopped in the middle of its work');
      await nothingIsLeft();
      expect(reports()).toEqual([]);
    });

    test('a full disk: the result is shown, no half report is left, and it is our fault', async () => {
      const disk = join(folder, 'disk');
      await mkdir(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk], { stdio: 'ignore' });
      } catch {
        console.log('skipped: only root can make a small disk');
        return;
      }
      try {
        const { exitCode, stdout, stderr } = await wiremark(
          ['check', 'tcp-echo', 'silent', '--only', 'short', '--slow', '0.2', '--reports', 'disk'],
          { folder },
        );
        expect(stdout).toContain('0 of 1 passed, 1 failed');
        expect(stderr).toContain('the html report could not be written to disk/');
        expect(stderr).toContain('the disk is full');
        expect(exitCode).toBe(3);
        expect(
          readdirSync(disk, { recursive: true, encoding: 'utf8' }).filter(
            (name) => name.endsWith('.tmp') || name.endsWith('report.html'),
          ),
        ).toEqual([]);
        await nothingIsLeft();
      } finally {
        execFileSync('umount', [disk]);
      }
    });

    test('a folder that cannot be written to is refused before anything is launched', async () => {
      await writeFile(join(folder, 'taken'), '');
      const { exitCode, stderr } = await wiremark(['check', 'tcp-echo', 'silent', '--reports', 'taken'], { folder });
      expect(stderr).toContain('reports cannot be written to taken/');
      expect(stderr).toContain('a file is in the way\nName another folder: --reports FOLDER');
      expect(exitCode).toBe(2);
    });
  },
);
