import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wiremark, type CommandOptions, type Finished } from './command.test-support.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-interruption-'));
  await mkdir(join(folder, 'silent'));
  await mkdir(temporary());
  // It listens and never answers, ignores SIGTERM, and starts a child that would outlive it.
  await writeFile(
    join(folder, 'silent', 'server.py'),
    'import signal, socket, subprocess, sys\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nsubprocess.Popen(["sleep", "1000"])\ns = socket.create_server(("127.0.0.1", int(sys.argv[1])))\nkept = []\nwhile True: kept.append(s.accept())\n',
  );
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Processes that work in a copy of the submission: the server and its child. */
function leftovers(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const isDead = /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return /^\d+$/.test(pid) && !isDead && readlinkSync(`/proc/${pid}/cwd`).startsWith(temporary());
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
function checkAnd(act: (pid: number) => void, options: Partial<CommandOptions> = {}): Promise<Finished> {
  const running = wiremark(['check', 'tcp-echo', 'silent', '--only', 'short', 'glued', '--slow', '50'], {
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

describe.skipIf(process.platform !== 'linux')(
  'whatever ends the command, nothing is left behind (needs Linux: /proc)',
  () => {
    test('Ctrl-C', async () => {
      const { exitCode, stderr } = await checkAnd((pid) => process.kill(pid, 'SIGINT'));
      expect(exitCode).toBe(130);
      expect(stderr).toContain('wiremark: interrupted; ending what was launched');
      await nothingIsLeft();
      expect(reports()).toEqual([]);
    });

    test('SIGTERM', async () => {
      const { exitCode } = await checkAnd((pid) => process.kill(pid, 'SIGTERM'));
      expect(exitCode).toBe(130);
      await nothingIsLeft();
      expect(reports()).toEqual([]);
    });

    test('a crash of its own', async () => {
      const crash = 'data:text/javascript,process.on("SIGUSR2", () => { throw new Error("a bug of ours") })';
      const { exitCode, stderr } = await checkAnd((pid) => process.kill(pid, 'SIGUSR2'), { node: ['--import', crash] });
      expect(exitCode).toBe(3);
      expect(stderr).toContain('this is a fault of wiremark, not of your program: Error: a bug of ours');
      await nothingIsLeft();
      expect(reports()).toEqual([]);
    });

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
