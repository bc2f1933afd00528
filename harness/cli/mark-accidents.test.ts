import { execFileSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClassRoom, REFERENCE, mutant } from './mark-class.test-support.js';

let room: ClassRoom;
beforeEach(async () => {
  room = await ClassRoom.open();
});
afterEach(async () => {
  expect(await readdir(room.temporary)).toEqual([]);
  await room.close();
});

/** It listens and is silent for ever, so that there is time to do something to the marking. */
const silent = `import socket, sys
s = socket.create_server(("127.0.0.1", int(sys.argv[1])))
kept = []
while True: kept.append(s.accept())
`;

/** Where nothing keeps it away, it ends who has started it. */
const killer = `import os, signal
os.kill(os.getppid(), signal.SIGKILL)
`;

describe.skipIf(process.platform !== 'linux')('whatever happens to the marking (needs Linux: /proc)', () => {
  test('a submission that takes its worker down is run again alone, then it has no mark; the rest has', async () => {
    const input = await room.writeClass({ ada: REFERENCE, bob: killer, zoe: REFERENCE });
    const { exitCode, stdout, stderr } = await room.mark(input, ['--jobs', '1', '--isolation', 'plain']);
    expect(stderr).toBe('');
    expect(stdout).toContain(
      'bob: the worker ended in the middle of its work (SIGKILL); it is run again alone at the end\n',
    );
    expect(stdout).toContain('  bob: the worker ended in the middle of its work (SIGKILL); and before, with others: ');
    expect(await room.points()).toEqual([
      ['ada', 'marked', '20'],
      ['bob', 'not marked', ''],
      ['zoe', 'marked', '20'],
    ]);
    expect(exitCode).toBe(3);
  });

  test('what one submission has built does not take the room of the next', async () => {
    const input = await room.writeClass({
      ada: REFERENCE,
      bob: `import glob, os, sys
built = glob.glob(os.path.join(os.getcwd(), "..", "..", "*", "*", "built.bin"))
if built: sys.exit(f"there is still {built}")
${REFERENCE.toString()}`,
    });
    await room.write(
      'class/ada/wiremark.yaml',
      `programs: { server: { build: "cp server.py built.bin", run: "python3 server.py \${port}" } }\n`,
    );
    await room.mark(input, ['--jobs', '1', '--isolation', 'plain']);
    expect(await room.points()).toEqual([
      ['ada', 'marked', '20'],
      ['bob', 'marked', '20'],
    ]);
  });

  test('a program that digs deep where pip has installed something does not end the marking', async () => {
    const input = await room.writeClass({
      ada: `import os, sys
os.chdir("lib/python3.11")
for _ in range(300): os.mkdir("deep" * 5); os.chdir("deep" * 5)
${REFERENCE.toString()}`,
      bob: REFERENCE,
    });
    await room.write('class/ada/pyvenv.cfg', '');
    await room.write('class/ada/lib/python3.11/site.txt', '');
    const { stderr } = await room.mark(input, ['--jobs', '1', '--isolation', 'plain']);
    expect(stderr).toBe('');
    expect((await room.points()).at(-1)).toEqual(['bob', 'marked', '20']);
  });

  /** Ctrl-C as soon as the first is marked. */
  const interruptSecond = {
    onStarted: (child: { kill(signal: 'SIGINT'): boolean }) =>
      void expect
        .poll(async () => (await room.journal().catch(() => [])).some(({ type }) => type === 'ended'), {
          timeout: 60_000,
          interval: 50,
        })
        .toBe(true)
        .then(() => child.kill('SIGINT')),
  };

  test('Ctrl-C while something is unpacked: it is marked when somebody goes on', async () => {
    const input = await room.writeClass({ ada: REFERENCE, bob: silent });
    for (let number = 0; number < 10_000; number++) await room.write(`class/bob/data/${number}.txt`, '');
    const { exitCode, stderr } = await room.mark(input, ['--jobs', '1'], interruptSecond);
    expect(stderr).toMatch(/^\nwiremark: interrupted; .*\nwiremark: 1 of 2 are marked, and kept\. Go on: /);
    expect(exitCode).toBe(130);
  });

  test('Ctrl-C: what was done is kept, and the command that goes on is named', async () => {
    const input = await room.writeClass({ ada: REFERENCE, bob: silent });
    const { exitCode, stderr } = await room.mark(input, ['--jobs', '1', '--slow', '20'], interruptSecond);
    expect(stderr).toMatch(/wiremark: 1 of 2 are marked, and kept\. Go on: wiremark mark class --spec .* --resume\n$/);
    expect(exitCode).toBe(130);
    await room.write('class/bob/server.py', REFERENCE);
    const resumed = await room.mark(input, ['--resume', '--slow', '20']);
    expect(resumed.stdout).toContain(', which was cut off: 1 were done (--fresh begins anew)\n');
    expect(resumed.stdout).toContain('ada: 20 of 20 points (unchanged)\n');
    expect(resumed.exitCode).toBe(0);
  });

  test('a full disk: a message, nothing corrupt, and --resume goes on', async () => {
    const input = await room.writeClass({ ada: REFERENCE, bob: mutant('no-half-close'), zoe: REFERENCE });
    const disk = join(room.folder, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      console.log('skipped: only root can make a small disk');
      return;
    }
    try {
      const { exitCode, stderr } = await room.mark(input, ['--out', 'disk/marked']);
      expect(stderr).toMatch(/^wiremark: disk\/marked: the disk is full; what was marked is kept\nGo on when/);
      expect(exitCode).toBe(3);
      expect((await room.files('disk/marked')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=10m', disk], { stdio: 'ignore' });
      const resumed = await room.mark(input, ['--out', 'disk/marked', '--resume']);
      expect(resumed.stderr).toBe('');
      expect(resumed.exitCode).toBe(0);
      expect((await room.points('disk/marked')).map(([, , each]) => each)).toEqual(['20', '16', '20']);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
