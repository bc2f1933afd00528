import { existsSync } from 'node:fs';

type Environment = Readonly<Record<string, string>>;
type OwnEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a program under test. Its output is made unbuffered where the language allows it, so that it is
 * seen when it is written.
 */
export function programEnvironment(own: OwnEnvironment): Environment {
  return { ...buildEnvironment(own), PYTHONUNBUFFERED: '1', ...unbufferedC() };
}

/** The environment of a command that builds: what it needs to be found and to run, nothing of ours. */
export function buildEnvironment(own: OwnEnvironment): Environment {
  const environment: Record<string, string> = {
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    PYTHONIOENCODING: 'utf-8',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  for (const name of PASSED_ON) {
    const value = own[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

/** What stdbuf(1) sets: a program in C keeps what it prints to a pipe until it has some thousand bytes, or ends. */
function unbufferedC(): Environment {
  const library = STDBUF.find((path) => existsSync(path));
  // A program that was built with a sanitizer insists on being loaded first, unless it is told otherwise.
  return library === undefined ? {} : { _STDBUF_O: '0', LD_PRELOAD: library, ASAN_OPTIONS: 'verify_asan_link_order=0' };
}

const STDBUF = ['/usr/libexec/coreutils/libstdbuf.so', '/usr/lib/coreutils/libstdbuf.so'];

const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'USER',
  'LOGNAME',
  'SHELL',
  'JAVA_HOME',
  'GOPATH',
  'GOCACHE',
  'SystemRoot',
  'PATHEXT',
];
