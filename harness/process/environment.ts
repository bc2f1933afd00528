/**
 * The environment of a launched program: what it needs to be found and to run, nothing of ours. Output is
 * made unbuffered where the language allows it, so that it is seen when it is written.
 */
export function programEnvironment(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const environment: Record<string, string> = {
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    PYTHONUNBUFFERED: '1',
    PYTHONIOENCODING: 'utf-8',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  for (const name of PASSED_ON) {
    const value = own[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

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
