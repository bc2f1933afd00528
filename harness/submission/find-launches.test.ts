import { chmodSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadSpec } from '../cli/load-spec.js';
import { findLaunches, type FoundLaunches, type LaunchSources } from './find-launches.js';
import { languages } from './languages/index.js';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What is found in a folder with these files, for a bundled spec. */
function found(
  spec: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  sources: Partial<LaunchSources> = {},
): FoundLaunches & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'wiremark-found-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const launches = findLaunches(loadSpec(spec).spec, { folder, given: {}, manifest: undefined, languages, ...sources });
  return { ...launches, folder };
}

const PY_SERVER = 'import socket\ns = socket.socket()\ns.bind(("", 9090))\ns.listen(1)\n';
const PY_CLIENT = 'import socket\ns = socket.socket()\ns.connect(("localhost", 9090))\n';
const PY_UDP_SERVER = 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(("", 9090))\n';
const PY_UDP_CLIENT = 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"x", ("", 1))\n';

test('what is found is told all that the spec tells, also words that are the same for everybody', () => {
  const main = 'import java.net.*; class Member { public static void main(String[] a) { new MulticastSocket(1); } }';
  const { launches } = found('multicast', { 'Member.java': main });
  for (const name of ['anna', 'ben'])
    expect(launches[name]?.words).toEqual([
      ...['java', '-cp', '.wiremark-build', 'Member'],
      ...[name, '${host.group}', '${port.group}'],
    ]);
  const secure = found('secure-login', { 'my_client.py': PY_CLIENT, 'my_server.py': PY_SERVER });
  expect(secure.launches['client']?.words).toEqual(['python3', 'my_client.py', 'localhost', '${port}', '${ca.crt}']);
});

test('what is called a client, and does not listen, is not started as the server', () => {
  expect(found('tcp-echo', { 'client.py': PY_UDP_CLIENT }).launches['server']).toBeUndefined();
  expect(found('udp-echo', { 'client.py': PY_UDP_SERVER }).launches['server']?.words).toContain('client.py');
});

describe('the order of sources', () => {
  const files = { 'server.py': PY_SERVER, 'other.py': PY_SERVER };

  test('the command line comes first', () => {
    const { launches } = found('tcp-echo', files, { given: { server: 'python3 "my server.py" ${port}' } });
    expect(launches['server']).toMatchObject({
      words: ['python3', 'my server.py', '${port}'],
      because: 'given on the command line',
    });
  });

  test.each<[string, Record<string, string>, Record<string, unknown>]>([
    ['echo.py', { 'echo.py': PY_SERVER }, { words: ['python3', 'echo.py', '${port}'], folder: '' }],
    ['./echo.py', { 'echo.py': PY_SERVER }, { words: ['python3', 'echo.py', '${port}'] }],
    ['./echo.py', { 'echo.py': `#!/usr/bin/python3\n${PY_SERVER}` }, { words: ['./echo.py'] }],
    ['src/main.py', { 'src/main.py': PY_SERVER }, { words: ['python3', 'main.py', '${port}'], folder: 'src' }],
    ['index.js', { 'index.js': 'require("net")' }, { words: ['node', 'index.js', '${port}'] }],
    ['run.py', { 'run.py': 'import twisted', 'a.py': PY_SERVER }, { words: ['python3', 'run.py', '${port}'] }],
    ['run.js', { 'run.js': 'require("ws")' }, { words: ['node', 'run.js', '${port}'] }],
    ['test_a.py', { 'test_a.py': PY_SERVER, 'a.py': PY_SERVER }, { words: ['python3', 'test_a.py', '${port}'] }],
    ['net.py', { 'net.py': PY_SERVER, 'a.py': 'import net' }, { words: ['python3', 'net.py', '${port}'] }],
    ['a/b.c', { 'a/b.c': 'int main() { }' }, { words: ['./b', '${port}'], folder: 'a' }],
    ['missing.py', { 'echo.py': PY_SERVER }, { words: ['missing.py'] }],
  ])('the path of a source is enough: %s', (given, programs, launch) => {
    const { launches } = found('tcp-echo', programs, { given: { server: given } });
    expect(launches['server']).toMatchObject({ ...launch, because: 'given on the command line' });
  });

  test('then wiremark.yaml, with what it says of building', () => {
    const { launches } = found('tcp-echo', files, {
      manifest: { programs: { server: { run: './echo ${port}', build: 'make echo' } } },
    });
    expect(launches['server']).toMatchObject({
      words: ['./echo', '${port}'],
      build: ['make', 'echo'],
      because: 'as wiremark.yaml says',
    });
  });

  test('a source that wiremark.yaml names is started as if it had been found, after what is built first', () => {
    const { launches } = found('tcp-echo', files, {
      manifest: { programs: { server: { run: 'other.py', build: 'make parts' } } },
    });
    expect(launches['server']).toMatchObject({ words: ['python3', 'other.py', '${port}'], build: ['make', 'parts'] });
  });

  test.each(['other.py', './echo ${port}'])('a quote in it that is never closed is told, before %s too', (run) => {
    const { launches, problems } = found('tcp-echo', files, {
      manifest: { programs: { server: { run, build: 'make "parts' } } },
    });
    expect(launches['server']).toBeUndefined();
    expect(problems).toEqual(['the command for the server has a quote that is never closed: make "parts']);
  });

  test('then the spec’s own conventions', () => {
    expect(found('tcp-echo', files).launches['server']).toMatchObject({
      words: ['python3', 'server.py', '${port}'],
      because: 'server.py is there',
    });
  });
});

describe('by evidence', () => {
  test.each<[string, string, Record<string, string>, Record<string, unknown>]>([
    [
      'the only file that opens a socket',
      'tcp-echo',
      { 'homework.py': PY_SERVER, 'helper.py': 'def f(): pass\n' },
      { words: ['python3', 'homework.py', '${port}'], because: 'homework.py: it listens' },
    ],
    [
      'the one that listens, not the one that connects',
      'tcp-echo',
      { 'a.py': PY_CLIENT, 'b.py': PY_SERVER },
      { words: ['python3', 'b.py', '${port}'] },
    ],
    [
      'a name in another alphabet',
      'tcp-echo',
      { 'сервер.py': PY_SERVER, 'проба.py': PY_SERVER },
      { words: ['python3', 'сервер.py', '${port}'], because: 'сервер.py: its name says server, and it listens' },
    ],
    [
      'a name before mere listening',
      'tcp-echo',
      { 'sserverr.py': PY_SERVER, 'old.py': PY_SERVER },
      { words: ['python3', 'sserverr.py', '${port}'] },
    ],
    [
      'one folder inside of the folder',
      'tcp-echo',
      { 'Task 1 (copy)/my "server".py': PY_SERVER },
      { words: ['python3', 'my "server".py', '${port}'], folder: '' },
    ],
    [
      'deeper inside, started where it lies',
      'tcp-echo',
      { 'server/main.py': PY_SERVER, 'client/main.py': PY_CLIENT },
      { words: ['python3', 'main.py', '${port}'], folder: 'server' },
    ],
    [
      'a program that imports its own folder by name starts from above it',
      'tcp-echo',
      { 'chat/server.py': `from chat.names import x\n${PY_SERVER}`, 'chat/names.py': 'x = 1\n', 'README.py': '' },
      { words: ['python3', '-m', 'chat.server', '${port}'], folder: '' },
    ],
    [
      'the transport that the spec speaks',
      'udp-echo',
      { 'first.py': PY_SERVER, 'second.py': PY_UDP_SERVER },
      { words: ['python3', 'second.py', '${port}'] },
    ],
    [
      'a UDP client, which only sends, with all arguments of the spec',
      'udp-loss',
      { 'pinger.py': PY_UDP_CLIENT, 'responder_server.py': PY_UDP_SERVER },
      { words: ['python3', 'pinger.py', '${host}', '${port}', '5'], because: 'pinger.py: it connects' },
    ],
    [
      'JavaScript',
      'tcp-echo',
      { 'index.mjs': 'import net from "node:net";\nnet.createServer(() => {}).listen(9)' },
      { words: ['node', 'index.mjs', '${port}'] },
    ],
    [
      'JavaScript: the program, not the module that it requires and that opens the socket',
      'tcp-echo',
      {
        'package.json': '{}',
        'src/index.js': 'require("./net/echo")(+process.argv[2])',
        'src/net/echo.js': 'module.exports = (port) => require("net").createServer().listen(port)',
        'test/echo.test.js': 'require("../src/index.js")',
      },
      { words: ['node', 'index.js', '${port}'], folder: 'src', because: 'src/index.js: it listens' },
    ],
    [
      'JavaScript: the program, not the modules that it imports by a folder, and they each other',
      'tcp-echo',
      {
        'main.mjs': "import {\n  run,\n} from './net'\nrun()",
        'net/index.js': 'export { run } from "./echo.js"',
        'net/echo.js': 'import * as index from "./index.js"\nexport const run = () => net.createServer().listen(1)',
      },
      { words: ['node', 'main.mjs', '${port}'] },
    ],
    [
      'JavaScript: what a client requires of its server does not make it one',
      'tcp-echo',
      {
        'echo_server.js': 'if (require.main === module) net.createServer().listen(1)',
        'client.js': 'const { PORT } = require("./echo_server"); net.connect(PORT)',
      },
      { words: ['node', 'echo_server.js', '${port}'] },
    ],
    [
      'JavaScript: of several the one that package.json starts',
      'tcp-echo',
      {
        'package.json': '{ "main": "index.js", "scripts": { "start": "node ./app" } }',
        'app.js': 'net.createServer().listen(1)',
        'index.js': 'net.createServer().listen(1)',
      },
      { words: ['node', 'app.js', '${port}'], because: 'app.js: it listens, and package.json names it' },
    ],
    [
      'JavaScript: of several the one that package.json names',
      'tcp-echo',
      {
        'package.json': '{ "main": "src/index.js" }',
        'src/index.js': 'net.createServer().listen(1)',
        'src/old.js': 'net.createServer().listen(1)',
      },
      { words: ['node', 'index.js', '${port}'], folder: 'src' },
    ],
    [
      'Java: a class in a package, compiled with what it needs, and with no test, old copy or other task',
      'tcp-echo',
      {
        'src/chat/Main.java':
          'package chat;\nimport java.net.*;\nclass Main { static public void main(String[] a) { new Helper(); } }',
        'src/chat/Helper.java': 'package chat;\nclass Helper { ServerSocket s = new ServerSocket(1); Other o; }',
        'src/chat/Others.java': 'package chat;\n/* Unfinished */ class Other {}',
        'src/chat/Unfinished.java': 'package chat;\nclass Unfinished { Helper',
        'src/chat/MainTest.java': 'package chat;\nimport org.junit.Test;\nclass MainTest { Main m; }',
        'old/chat/Helper.java': 'package chat;\nclass Helper {}',
      },
      {
        build: [
          'javac',
          '-encoding',
          'UTF-8',
          '-d',
          '.wiremark-build',
          'src/chat/Helper.java',
          'src/chat/Main.java',
          'src/chat/Others.java',
        ],
        words: ['java', '-cp', '.wiremark-build', 'chat.Main', '${port}'],
      },
    ],
    [
      'Java: what a string or a comment names is not needed, and an address in a string hides nothing behind it',
      'tcp-echo',
      {
        'Echo.java':
          'import java.net.*;\nclass Echo { public static void main(String[] a) { new ServerSocket(1); p("Client \\"x\\" came"); p("http://x"); new Öffner(); } }',
        'Client.java': 'class Client { unfinished',
        'Öffner.java': 'class Öffner {}',
      },
      { build: ['javac', '-encoding', 'UTF-8', '-d', '.wiremark-build', 'Echo.java', 'Öffner.java'] },
    ],
    [
      'Python: the program, not the library that it imports and that opens the socket',
      'tcp-echo',
      {
        'main.py': 'import sys\nfrom netlib.tcp import Server\nServer(int(sys.argv[1])).run()',
        'netlib/__init__.py': '',
        'netlib/tcp.py': 'class Server:\n    def run(self):\n        import socket; socket.socket().listen()',
        'test_main.py': 'import main',
      },
      { words: ['python3', 'main.py', '${port}'], folder: '' },
    ],
    [
      'Python: a package that is started by its name',
      'tcp-echo',
      {
        'echo/__init__.py': '',
        'echo/__main__.py': 'from .net import Worker\nimport socket\nsocket.socket().listen()',
        'echo/net.py': 'class Worker: pass',
      },
      { words: ['python3', '-m', 'echo', '${port}'], folder: '' },
    ],
    [
      'Python: a package below src, which imports itself by name, and is imported by its tests',
      'tcp-echo',
      {
        'src/echo/__main__.py': 'from echo.net import run\nrun()',
        'src/echo/net.py': 'import socket\ndef run(): socket.socket().listen()',
        'tests/test_net.py': 'from echo.net import run',
      },
      { words: ['python3', '-m', 'echo', '${port}'], folder: 'src', because: 'src/echo/__main__.py: it listens' },
    ],
    [
      'Python: a folder that is started by its name, whose modules are found only from inside',
      'tcp-echo',
      { 'echo/__main__.py': `import names\n${PY_SERVER}`, 'echo/names.py': '', 'README.py': '' },
      { words: ['python3', '__main__.py', '${port}'], folder: 'echo' },
    ],
    [
      'Python: a program of a package below src',
      'tcp-echo',
      {
        'src/echo/cli.py': 'from echo.net import run\nrun()',
        'src/echo/net.py': 'import socket\ndef run(): socket.socket().listen()',
        'README.py': '',
      },
      { words: ['python3', '-m', 'echo.cli', '${port}'], folder: 'src' },
    ],
    [
      'Python: a program beside src, which it puts on the path',
      'tcp-echo',
      {
        'main.py': 'import sys\nsys.path.insert(0, "src")\nfrom echo.net import run\nrun()',
        'src/echo/net.py': 'import socket\ndef run(): socket.socket().listen()',
      },
      { words: ['python3', 'main.py', '${port}'], folder: '' },
    ],
    [
      'Python: nothing but a folder, whose files import each other by its name',
      'tcp-echo',
      {
        'src/main.py': 'import sys\nfrom src.net import run\nrun()',
        'src/net.py': 'import socket\ndef run(): socket.socket().listen()',
      },
      { words: ['python3', '-m', 'src.main', '${port}'], folder: '' },
    ],
    [
      'Python: nothing but a folder with the name of a module, which its file imports',
      'tcp-echo',
      { 'socket/main.py': `from socket import AF_INET\n${PY_SERVER}` },
      { words: ['python3', 'main.py', '${port}'], folder: '' },
    ],
    [
      'Python: a module among several that are imported over several lines',
      'tcp-echo',
      {
        'start.py': 'from netlib import (\n    tcp,  # sockets\n)\ntcp.run()',
        'netlib/__init__.py': 'from .tcp import run',
        'netlib/tcp.py': 'import socket\ndef run(): socket.socket().listen()',
      },
      { words: ['python3', 'start.py', '${port}'], because: 'start.py: it listens' },
    ],
    [
      'Python: a package whose __init__ hands on what opens the socket',
      'tcp-echo',
      {
        'echo/__init__.py': 'from .net import run',
        'echo/__main__.py': 'from .net import run\nrun()',
        'echo/net.py': 'import socket\ndef run(): socket.socket().listen()',
      },
      { words: ['python3', '-m', 'echo', '${port}'], folder: '' },
    ],
    [
      'Python: a program that imports a package beside its folder starts from above both',
      'tcp-echo',
      {
        'echo/program.py': `from common.names import x\n${PY_SERVER}`,
        'common/names.py': 'x = 1',
        'README.py': '',
      },
      { words: ['python3', '-m', 'echo.program', '${port}'], folder: '' },
    ],
    [
      'Python: a module of its own folder before one of the same name at the top',
      'tcp-echo',
      { 'echo/program.py': `import names\n${PY_SERVER}`, 'echo/names.py': 'x = 1', 'names.py': 'x = 2' },
      { words: ['python3', 'program.py', '${port}'], folder: 'echo' },
    ],
    [
      'Python: a program of a package that imports relatively starts from above it',
      'tcp-echo',
      { 'echo/program.py': `from . import names\n${PY_SERVER}`, 'echo/names.py': 'x = 1', 'README.py': '' },
      { words: ['python3', '-m', 'echo.program', '${port}'], folder: '' },
    ],
    [
      'Python: what a client imports of its server does not make it one',
      'tcp-echo',
      {
        'server.py': `${PY_SERVER}\nif __name__ == "__main__": pass`,
        'client.py': 'import socket\nfrom server import PORT\nsocket.create_connection(("", PORT))',
      },
      { words: ['python3', 'server.py', '${port}'] },
    ],
    [
      'Java: the source, where a compiled class lies beside it',
      'tcp-echo',
      {
        'Server.class': 'old',
        'Server.java':
          'import java.net.*;\nclass Server { public static void main(String[] a) { new ServerSocket(1); } }',
      },
      { words: ['java', '-cp', '.wiremark-build', 'Server', '${port}'] },
    ],
    [
      'C: the source, where a program of another machine lies beside it',
      'tcp-echo',
      { server: 'not for this machine', 'server.c': 'int main() { listen(1, 1); }' },
      {
        build: ['gcc', '-O1', '-pthread', '-o', 'server', 'server.c', '-lm'],
        words: ['./server', '${port}'],
        because: 'server.c is there, and counts before server',
      },
    ],
    [
      'C: the source, where a Makefile makes it into the program that lies there',
      'tcp-echo',
      {
        server: 'not for this machine',
        'src/server.c': 'int main() { listen(1, 1); }',
        Makefile: 'server: src/server.c\n\tcc -o server src/server.c\n',
      },
      { build: ['make', '-B', 'server'], words: ['./server', '${port}'], folder: '' },
    ],
    [
      'C: the source in another folder, where a program of another machine lies above it',
      'tcp-echo',
      { server: 'not for this machine', 'src/server.c': 'int main() { listen(1, 1); }' },
      { words: ['./server', '${port}'], folder: 'src', because: 'src/server.c: its name says server, and it listens' },
    ],
    [
      'a script, though a source in C has its name',
      'tcp-echo',
      { server: '#!/bin/sh\nexec ./other "$@"\n', 'server.c': 'int main() { listen(1, 1); }' },
      { words: ['./server', '${port}'], because: 'server is there' },
    ],
    [
      'Java: of two sources the one beside the compiled class',
      'tcp-echo',
      {
        'Server.class': 'old',
        'Server.java':
          'import java.net.*;\nclass Server { public static void main(String[] a) { new ServerSocket(1); } }',
        'old/Server.java':
          'import java.net.*;\nclass Server { public static void main(String[] a) { new ServerSocket(1); } }',
      },
      { build: ['javac', '-encoding', 'UTF-8', '-d', '.wiremark-build', 'Server.java'] },
    ],
    [
      'C: by gcc, with the files beside it',
      'tcp-echo',
      {
        'server.c': '#include "net.h"\nint main(int argc, char **argv) { listen(1, 1); }',
        'net.c': 'int f(void) { return bind(1, 0, 0); }',
      },
      { build: ['gcc', '-O1', '-pthread', '-o', 'server', 'server.c', 'net.c', '-lm'], words: ['./server', '${port}'] },
    ],
    [
      'C: by its Makefile, where that has a rule for it',
      'tcp-echo',
      { 'echo.c': 'int main() { listen(1, 1); }', Makefile: 'echo: echo.c\n\tcc -o echo echo.c\n' },
      { build: ['make', '-B', 'echo'], words: ['./echo', '${port}'] },
    ],
    [
      'C: by the Makefile above its folder, also where a variable names the program',
      'tcp-echo',
      {
        'src/echo.c': 'int main() { listen(1, 1); }',
        Makefile: 'TARGET := bin/echo\nall: $(TARGET)\n$(TARGET): src/echo.c\n\tcc -o $@ $<\n',
      },
      { build: ['make', '-B', 'bin/echo'], words: ['./bin/echo', '${port}'], folder: '' },
    ],
    [
      'C++: by g++, with the files beside it',
      'tcp-echo',
      {
        'server.cpp': '#include "net.hpp"\nint main(int argc, char **argv) { listen(1, 1); }',
        'net.cpp': 'int f() { return bind(1, 0, 0); }',
      },
      {
        build: ['g++', '-O1', '-pthread', '-o', 'server', 'server.cpp', 'net.cpp', '-lm'],
        words: ['./server', '${port}'],
      },
    ],
    [
      'Go: a module',
      'tcp-echo',
      { 'go.mod': 'module x\n', 'main.go': 'package main\n\nfunc main() {\n\tnet.Listen("tcp", ":1")\n}\n' },
      { build: ['go', 'build', '-o', '.wiremark-main', '.'], words: ['./.wiremark-main', '${port}'] },
    ],
    [
      'Go: a single file',
      'tcp-echo',
      { 'echo.go': 'package main\n\nfunc main() {\n\tnet.Listen("tcp", ":1")\n}\n' },
      { build: ['go', 'build', '-o', '.wiremark-echo', 'echo.go'] },
    ],
  ])('%s', (_what, spec, files, launch) => {
    const { launches, doubts } = found(spec, files);
    expect(doubts).toEqual([]);
    expect(Object.values(launches)).toMatchObject([launch]);
  });

  test('two that are equally likely are named, none is chosen', () => {
    const { launches, doubts } = found('tcp-echo', { 'server_a.py': PY_SERVER, 'server_b.py': PY_SERVER });
    expect(launches).toEqual({});
    expect(doubts.map(({ program, entries }) => [program, entries.map(({ name }) => name)])).toEqual([
      ['server', ['server_a.py', 'server_b.py']],
    ]);
  });

  test('two files in Python that import each other are both named', () => {
    const { doubts } = found('tcp-echo', { 'a.py': 'import b', 'b.py': `import a\n${PY_SERVER}` });
    expect(doubts.map(({ entries }) => entries.map(({ name }) => name))).toEqual([['a.py', 'b.py']]);
  });

  test('a program that runs here counts before an old source in another folder', () => {
    const ofThisMachine = readFileSync(process.execPath).subarray(0, 64);
    const files = { server: ofThisMachine, 'old/server.c': 'int main() { listen(1, 1); }' };
    const { launches, folder } = found('tcp-echo', files);
    expect(launches['server']).toMatchObject({ folder: 'old' });
    chmodSync(join(folder, 'server'), 0o755);
    const sources = { folder, given: {}, manifest: undefined, languages };
    expect(findLaunches(loadSpec('tcp-echo').spec, sources).launches['server']).toMatchObject({
      folder: '',
      because: 'server is there',
    });
  });

  test('both programs of a spec, each by its own evidence', () => {
    const { launches } = found('socket-errors', { 'a.py': PY_CLIENT, 'b.py': PY_SERVER });
    expect(Object.values(launches).map(({ program, words }) => [program, words[1]])).toEqual([
      ['server', 'b.py'],
      ['client', 'a.py'],
    ]);
  });

  test.each([
    ['UTF-16 with a BOM', new Uint8Array([0xff, 0xfe, ...Buffer.from(PY_SERVER, 'utf16le')])],
    ['bytes of an old Windows page', new Uint8Array([0x23, 0xf1, 0xe5, 0x0a, ...Buffer.from(PY_SERVER)])],
  ])('a source in %s is read all the same', (_encoding, bytes) => {
    expect(found('tcp-echo', { 'homework.py': bytes }).launches['server']?.words[1]).toBe('homework.py');
  });

  test('what a comment says counts for nothing, nor do other people’s folders', () => {
    const { launches } = found('tcp-echo', {
      'notes.py': '# s.listen(1)\nprint("no server yet")\n',
      'venv/lib/server.py': PY_SERVER,
      'node_modules/x/server.js': 'require("net").createServer().listen(1)',
      '.git/hooks/server.py': PY_SERVER,
    });
    expect(launches).toEqual({});
  });

  test('an empty folder', () => {
    expect(found('tcp-echo', {})).toMatchObject({ launches: {}, doubts: [], problems: [] });
  });
});
