import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wiremark } from './command.test-support.js';
import { isInstalled, packageFolder } from './files.js';

const canIsolate = isInstalled('bwrap', process.env['PATH'] ?? '');
if (!canIsolate) console.log('skipped: bubblewrap not installed');

const reference = join(packageFolder, 'fixtures', 'reference', 'tcp-echo', 'python');

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiremark-isolation-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A PATH on which only these commands are found. */
function pathWith(...commands: readonly string[]): string {
  for (const command of commands) {
    const place = (process.env['PATH'] ?? '').split(':').find((each) => isInstalled(command, each));
    if (place === undefined) throw new Error(`${command} is not installed here`);
    symlinkSync(join(place, command), join(folder, command));
  }
  return folder;
}

async function isolationOf(...options: readonly string[]): Promise<string> {
  const { exitCode, stderr } = await wiremark(['check', 'tcp-echo', reference, '--only', 'short', ...options], {
    folder,
    environment: { PATH: process.env['PATH'] ?? '' },
  });
  expect(exitCode, stderr).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, 'reports', 'latest', 'report.json'), 'utf8')) as {
    run: { isolation: string };
  };
  return report.run.isolation;
}

describe('how programs are kept apart', () => {
  test.skipIf(!canIsolate)('is the best that the machine allows, and stands in the report', async () => {
    expect(await isolationOf()).toBe('isolated: the programs ran in namespaces of their own');
  });

  test.skipIf(!canIsolate)('what ordinary programs ask of a machine is there', async () => {
    const asking = [
      'import multiprocessing, os, pwd, socket, subprocess, tempfile',
      'multiprocessing.Value("Q", 0).get_lock().acquire()',
      'assert pwd.getpwuid(os.getuid()).pw_dir == os.path.expanduser("~") == "/home/isolated"',
      'assert socket.gethostbyname(socket.gethostname()) == "127.0.0.1"',
      'tempfile.NamedTemporaryFile().write(open("/dev/urandom", "rb").read(10))',
      'subprocess.run(["date"], check=True)',
      'open("beside.txt", "w").write("its own")',
    ];
    const server = readFileSync(join(reference, 'server.py'), 'utf8');
    const mine = join(folder, 'mine');
    mkdirSync(mine);
    writeFileSync(join(mine, 'server.py'), server.replace(/^import socket$/m, `import socket\n${asking.join('\n')}`));
    const words = ['check', 'tcp-echo', mine, '--isolation', 'isolated', '--only', 'short'];
    const { exitCode, stdout } = await wiremark(words, { folder });
    expect(stdout).toContain('1 of 1 passed');
    expect(exitCode).toBe(0);
  });

  test('can be demanded: contained, or plain', async () => {
    expect(await isolationOf('--isolation', 'contained')).toBe(
      'contained: the programs ran as ordinary processes with limits',
    );
    expect(await isolationOf('--isolation', 'plain')).toBe(
      'plain: the programs ran as ordinary processes of this machine',
    );
  });

  test.skipIf(process.platform !== 'linux').each(['isolated', 'contained', 'plain'])(
    'what our own parent left open does not reach a program that runs %s',
    async (tier) => {
      if (tier === 'isolated' && !canIsolate) return;
      mkdirSync(join(folder, 'curious'));
      writeFileSync(
        join(folder, 'curious', 'server.py'),
        'import os\nfor n in os.listdir("/proc/self/fd"):\n    if int(n) > 2 and os.path.exists(f"/proc/self/fd/{n}"): print("has", n)\nprint("looked")\n',
      );
      const command = join(packageFolder, 'bin', 'wiremark.js');
      const words = ['check', 'tcp-echo', 'curious', '--only', 'short', '--isolation', tier];
      const { status, stdout } = spawnSync(process.execPath, [command, ...words], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ignore', 'pipe'],
        encoding: 'utf8',
      });
      expect(status).toBe(1);
      expect(stdout).toContain('│ looked');
      expect(stdout).not.toContain('│ has');
    },
  );

  test.skipIf(!isInstalled('script', process.env['PATH'] ?? '')).each(['isolated', 'contained', 'plain'])(
    'a program that runs %s is given the terminal that it wants',
    async (tier) => {
      if (tier === 'isolated' && !canIsolate) return;
      mkdirSync(join(folder, 'secret'));
      writeFileSync(
        join(folder, 'secret', 'client.py'),
        'import getpass, socket, sys\ns = socket.create_connection((sys.argv[1], int(sys.argv[2])))\ns.sendall(getpass.getpass().encode() + b"\\n")\nsys.exit(3)\n',
      );
      writeFileSync(join(folder, 'secret', 'wiremark.yaml'), 'programs: { client: { terminal: true } }\n');
      writeFileSync(
        join(folder, 'secret.yaml'),
        'spec: 1\nname: secret\nprograms: { client: { run: { client.py: "python3 client.py ${host} ${port}" }, start: by step } }\npeers: { s: { listen: tcp, frame: line } }\nchecks: [ { id: a, steps: [ { start: client }, { client: { prints: "Password: " } }, { client: { types: "open" } }, { s: { expect: "open", within: 5s } }, { client: { exits: 3 } } ] } ]\n',
      );
      const { exitCode, stdout } = await wiremark(['check', 'secret.yaml', 'secret', '--isolation', tier], { folder });
      expect(exitCode, stdout).toBe(0);
      expect(stdout).toContain('1 of 1 points');
      expect(stdout).not.toContain('goes on');
    },
  );

  test('a demand that this machine cannot meet is refused, with the reason', async () => {
    const { exitCode, stderr } = await wiremark(['check', 'tcp-echo', reference, '--isolation', 'isolated'], {
      folder,
      environment: { PATH: pathWith('prlimit') },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'wiremark: this machine cannot run programs isolated: bubblewrap (bwrap) is not installed\nRun "wiremark doctor" to see what it can, or ask for less: --isolation contained\n',
    );
  });

  test('falls back where nothing is demanded, and says why', async () => {
    const server = `${join(dirname(process.execPath), 'node')} server.cjs \${port}`;
    const { stderr } = await wiremark(['check', 'tcp-echo', reference, '--server', server, '--only', 'short'], {
      folder,
      environment: { PATH: pathWith('prlimit') },
    });
    const report = JSON.parse(readFileSync(join(folder, 'reports', 'latest', 'report.json'), 'utf8')) as {
      run: { isolation: string };
    };
    expect(report.run.isolation, stderr).toBe(
      'contained: the programs ran as ordinary processes with limits (not isolated: bubblewrap (bwrap) is not installed)',
    );
  });
});

describe.skipIf(!canIsolate)('a program shows to those that are launched after it', () => {
  const twoPrograms = `spec: 1
name: two programs
programs:
  server: { run: "python3 server.py \${port}" }
  client: { start: by step, run: "python3 client.py \${port}" }
peers: { s: { connect: server } }
checks:
  - id: looks
    files: { client: { notes/mine.txt: "ours" } }
    steps:
      - { send: "x", expect: "x" }
      - start: client
      - client: { exits: 0, prints: { contains: "looked" } }
`;

  /** The other program finds what the first one has left; what it prints. */
  async function leftAndFound(leaves: string, looks: string): Promise<string> {
    mkdirSync(join(folder, 'pair'));
    writeFileSync(join(folder, 'two.yaml'), twoPrograms);
    writeFileSync(
      join(folder, 'pair', 'server.py'),
      `import os, socket, sys\n${leaves}\ns = socket.create_server(("127.0.0.1", int(sys.argv[1])))\nc, _ = s.accept()\nc.sendall(c.recv(9))\nc.recv(9)\n`,
    );
    writeFileSync(
      join(folder, 'pair', 'client.py'),
      `import os\ntry:\n    print("found", ${looks})\nexcept OSError:\n    pass\nprint("looked")\n`,
    );
    const { stdout } = await wiremark(['check', 'two.yaml', 'pair', '--verbose', '--isolation', 'isolated'], {
      folder,
    });
    expect(stdout).toContain('1 of 1 passed');
    return stdout;
  }

  test('no folder of this machine, by a link in the place of its modules', async () => {
    const specs = join(packageFolder, 'specs');
    const printed = await leftAndFound(
      `os.symlink(${JSON.stringify(specs)}, "node_modules")`,
      `open(${JSON.stringify(join(specs, 'tcp-echo.yaml'))}).read(9)`,
    );
    expect(printed).not.toContain('found');
  });

  test('what the spec puts there, and in no other place than its folder', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const printed = await leftAndFound(
      `os.symlink(${JSON.stringify(elsewhere)}, "notes")`,
      'open("notes/mine.txt").read()',
    );
    expect(printed).toContain('found ours');
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

describe.each(['isolated', 'contained', 'plain'] as const)(
  'a submission is marked %s with all that is in it',
  (tier) => {
    const canBe = tier === 'isolated' ? canIsolate : process.platform === 'linux';

    async function marked(submission: string, ...more: readonly string[]): Promise<string> {
      const words = ['check', 'tcp-echo', submission, '--isolation', tier, ...more];
      return (await wiremark(words, { folder })).stdout;
    }

    test.skipIf(!canBe)('what npm and pip have installed, in whatever folder, also behind a build', async () => {
      const files = {
        'wiremark.yaml': 'programs: { server: { build: "node build.js", run: "node server/server.js ${port}" } }',
        'build.js': 'require("fs").writeFileSync("built.js", `require("inner-part")`)',
        'node_modules/part/index.js': 'require("other-part")',
        'node_modules/other-part/index.js': '',
        'server/node_modules/inner-part/index.js': '',
        'my env/pyvenv.cfg': '',
        'my env/lib/python3.11/site-packages/word.txt': 'hello',
        'server/server.js': [
          'const fs = require("fs"), os = require("os"), path = require("path");',
          'require("part"); require("inner-part");',
          'fs.readFileSync(path.join(__dirname, "../my env/lib/python3.11/site-packages/word.txt"));',
          'fs.readFileSync(path.join(__dirname, "../built.js"));',
          'fs.writeFileSync(path.join(os.tmpdir(), "word.txt"), "hello");',
          'const server = require("net").createServer({ allowHalfOpen: true }, (socket) => socket.on("error", () => {}).pipe(socket));',
          'server.listen(Number(process.argv[2]));',
        ].join('\n'),
      };
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, 'mine', name)), { recursive: true });
        writeFileSync(join(folder, 'mine', name), text);
      }
      expect(await marked('mine', '--only', 'short')).toContain('1 of 1 passed');
      expect(readdirSync(join(folder, 'mine'))).not.toContain('built.js');
    });

    test.skipIf(!canBe)('what a build has put in the place of what npm had installed', async () => {
      const files = {
        'wiremark.yaml': 'programs: { server: { build: "node build.js", run: "node server.js ${port}" } }',
        'build.js': [
          'const fs = require("fs");',
          'fs.unlinkSync("node_modules");',
          'fs.mkdirSync("node_modules/part", { recursive: true });',
          'fs.writeFileSync("node_modules/part/index.js", "");',
        ].join('\n'),
        'node_modules/old-part/index.js': '',
        'server.js': [
          'require("part");',
          'const server = require("net").createServer({ allowHalfOpen: true }, (socket) => socket.on("error", () => {}).pipe(socket));',
          'server.listen(Number(process.argv[2]));',
        ].join('\n'),
      };
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, 'mine', name)), { recursive: true });
        writeFileSync(join(folder, 'mine', name), text);
      }
      expect(await marked('mine', '--only', 'short')).toContain('1 of 1 passed');
    });

    test.skipIf(!canBe)('files so large that there is no room for a copy for each check at once', async () => {
      mkdirSync(join(folder, 'mine'));
      copyFileSync(join(reference, 'server.py'), join(folder, 'mine', 'server.py'));
      writeFileSync(join(folder, 'mine', 'film.mp4'), '');
      truncateSync(join(folder, 'mine', 'film.mp4'), 80_000_000);
      expect(await marked('mine')).toContain('16 of 16 passed');
    });
  },
);

describe('certificates', () => {
  test.skipIf(!canIsolate)('are found by an isolated program at the paths in its command', async () => {
    writeFileSync(
      join(folder, 'secure.yaml'),
      `spec: 1
name: secure
certs: { ca: {}, good: { for: localhost, by: ca } }
programs: { server: { run: "python3 server.py \${port} \${good.crt} \${good.key}" } }
peers: { c: { connect: server, tls: { trust: ca } } }
checks: [ { id: secret, steps: [ { send: "hello", expect: "hello" } ] } ]
`,
    );
    mkdirSync(join(folder, 'secure'));
    writeFileSync(
      join(folder, 'secure', 'server.py'),
      `import socket, ssl, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2], sys.argv[3])
listener = context.wrap_socket(socket.create_server(("", int(sys.argv[1]))), server_side=True)
conn, _ = listener.accept()
conn.sendall(conn.recv(100))
`,
    );
    const isolated = ['--isolation', 'isolated'];
    const { exitCode, stdout } = await wiremark(['check', 'secure.yaml', 'secure', ...isolated], { folder });
    expect(exitCode, stdout).toBe(0);
    expect(stdout).toContain('secure · secure: 1 of 1 points');
  });
});

describe('wiremark doctor', () => {
  test.skipIf(!canIsolate)('tries what it promises', async () => {
    const { exitCode, stdout } = await wiremark(['doctor'], { folder });
    expect(stdout).toContain('✓ isolated');
    expect(stdout).toContain(
      [
        'An isolated program',
        '✓ sees only its own processes',
        '✓ has no network',
        '✓ has a loopback',
        '✓ cannot write to the system',
        '✓ sees no files of others',
        '✓ can write where it should',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
  });

  test('says what is missing, and what that means', async () => {
    const { exitCode, stdout } = await wiremark(['doctor'], {
      folder,
      environment: { PATH: pathWith('prlimit') },
    });
    expect(stdout).toContain('✗ isolated   bubblewrap (bwrap) is not installed');
    expect(stdout).toContain('✓ contained');
    expect(stdout).toContain('– python3    submissions in Python');
    expect(stdout).toContain('Programs are not isolated here: mark only what you would run yourself.');
    expect(exitCode).toBe(0);
  });
});
