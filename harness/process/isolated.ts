import { existsSync, lchownSync, lstatSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { asToldInside } from './exit-signals.js';
import { limitedWords, LIMITS } from './limits.js';
import type { Sandbox } from './sandbox.js';

/** What the program sees as its home, with the submission inside. No machine has such a user, whose own it would hide. */
const HOME = '/home/isolated';

const HOST_NAME = 'classroom';

/** Of /etc a program sees what languages need to start, and no more. */
const ETC = [
  'alternatives',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'localtime',
  'mime.types',
  'protocols',
  'services',
  'ssl/certs',
  'ssl/openssl.cnf',
  ...['11', '17', '21'].map((version) => `java-${version}-openjdk`),
];

/** A compiler may need some of it. */
const TEMPORARY_BYTES = 268_435_456;

/** For memory that processes share: as much as containers usually have. */
const SHARED_BYTES = 67_108_864;

/** First of the users that programs run as, where we may choose one; nobody's on any machine. */
const FIRST_USER = 61_000;
const USERS = 4000;

/**
 * A program in namespaces of its own (bubblewrap): it sees its copy of the submission, the languages that are installed
 * here, read-only, an empty /tmp, and no process but its own. The network is that of the worker around it.
 */
export function isolatedSandbox(options: {
  readonly path: string;
  /** Where we are root, each copy gets a user of its own; else the user is mapped. */
  readonly isRoot: boolean;
  /** Where Go keeps what it has compiled, perhaps. */
  readonly goCache: string;
  /** A folder of ours, for the few files that stand in for the machine's. */
  readonly folder: string;
}): Sandbox {
  const users = options.isRoot ? Array.from({ length: USERS }, (_, at) => FIRST_USER + at) : [1000];
  const etc = writeEtc(options.folder, users);
  // Go's own library is compiled once on a machine; each submission would else wait for that again.
  const goCache = [options.goCache].filter((each) => existsSync(each));
  const fixed = [
    ...systemMounts(),
    ...goCache.flatMap(shown),
    ...etc,
    ...toolchainFolders(options.path).flatMap(shown),
  ];
  let next = Math.floor(Math.random() * USERS);
  return {
    tier: 'isolated',
    endsAtOnce: true,
    ownCaches: goCache.length > 0 ? { GOCACHE: '/tmp/go-build' } : undefined,
    ownsNetwork: true,
    adopt(place) {
      if (options.isRoot) giveTo(place, FIRST_USER + (next++ % USERS));
      return Promise.resolve();
    },
    ownerOf: (place) => (options.isRoot ? lstatSync(place).uid : undefined),
    seenAs,
    enter: ({ words, folder, place, installed, environment }) => ({
      // What stands in a command can be read by the program: not where its copy lies on this machine, for one.
      silently: [
        // Without --die-with-parent: what the program leaves behind is to be seen before it is ended. Should we die, all
        // of it ends with the world around us.
        ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--hostname', HOST_NAME],
        ...(options.isRoot ? [] : ['--unshare-user', '--uid', '1000', '--gid', '1000', '--cap-drop', 'ALL']),
        ...fixed,
        ...['--proc', '/proc', '--dev', '/dev'],
        ...roomFor('/tmp', TEMPORARY_BYTES),
        // Locks and queues between processes lie there (shm_overview(7), sem_overview(7)).
        ...roomFor('/dev/shm', SHARED_BYTES),
        ...['--bind', place, HOME, '--chdir', seenAs(folder, place)],
        // They may lie below /tmp or a home here, too.
        ...installed.flatMap(shownInstalled),
        // Where it is the owner of these it could fill the memory of this machine.
        ...['--remount-ro', '/dev', '--remount-ro', '/'],
      ],
      words: [
        ...['bwrap', '--args', '3', '--'],
        ...(options.isRoot ? asUser(lstatSync(place).uid) : []),
        ...limitedWords(LIMITS, { countsTasks: true }),
        ...words,
      ],
      folder: '/',
      environment: {
        ...Object.fromEntries(goCache.map((each) => ['GOCACHE', each])),
        ...environment,
        HOME,
        TMPDIR: '/tmp',
        USER: 'student',
        LOGNAME: 'student',
      },
    }),
    exit: asToldInside,
  };
}

/** An empty folder where everybody may write, of bounded size. */
function roomFor(path: string, bytes: number): string[] {
  return ['--size', String(bytes), '--perms', '1777', '--tmpfs', path];
}

function seenAs(path: string, place: string): string {
  return join(HOME, relative(place, path));
}

function asUser(user: number): string[] {
  return [
    'setpriv',
    `--reuid=${user}`,
    `--regid=${user}`,
    '--clear-groups',
    '--no-new-privs',
    '--bounding-set=-all',
    '--inh-caps=-all',
  ];
}

/** The system, read-only, as it lies: on most machines /bin and /lib are links into /usr. */
function systemMounts(): string[] {
  const mounts = ['--ro-bind', '/usr', '/usr', '--perms', '0755', '--dir', '/home'];
  for (const name of ['bin', 'sbin', 'lib', 'lib32', 'lib64']) {
    const path = `/${name}`;
    if (!existsSync(path)) continue;
    if (lstatSync(path).isSymbolicLink()) mounts.push('--symlink', readlinkSync(path), path);
    else mounts.push('--ro-bind', path, path);
  }
  mounts.push('--perms', '0755', '--dir', '/etc');
  for (const path of ETC.map((name) => `/etc/${name}`)) if (existsSync(path)) mounts.push(...shown(path));
  return mounts;
}

/** Names that programs ask for: their own host's, localhost, their user's. No name server answers. */
function writeEtc(folder: string, users: readonly number[]): string[] {
  const files: Readonly<Record<string, string>> = {
    hosts: `127.0.0.1 localhost ${HOST_NAME}\n::1 localhost ip6-localhost\n`,
    passwd: ['root:x:0:0::/root', ...users.map((id) => `student:x:${id}:${id}::${HOME}`)]
      .map((line) => `${line}:/bin/sh\n`)
      .join(''),
    group: ['root:x:0', ...users.map((id) => `student:x:${id}`)].map((line) => `${line}:\n`).join(''),
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
    'resolv.conf': 'nameserver 127.0.0.1\noptions attempts:1 timeout:1\n',
  };
  return Object.entries(files).flatMap(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return ['--ro-bind', file, `/etc/${name}`];
  });
}

/**
 * Where languages are installed outside of /usr: the folder around each `bin` of the PATH, but never a home itself, and
 * nothing that npm put there (it puts the harness there).
 */
function toolchainFolders(path: string): readonly string[] {
  const found = path
    .split(':')
    .filter((folder) => folder.startsWith('/') && !/^\/(usr|bin|sbin)(\/|$)/.test(folder) && existsSync(folder))
    .filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp-bin'))
    .map((folder) => (isPrivate(dirname(folder)) ? folder : dirname(folder)))
    .filter((folder) => !isPrivate(folder));
  return [...new Set(found)].filter((folder, _at, all) => !all.some((other) => folder.startsWith(other + sep)));
}

/** What is seen inside as it lies outside, read-only. */
function shown(path: string): string[] {
  return [...foldersAbove(path), '--ro-bind', path, path];
}

/** Folders that only stand above what is mounted would else be closed to everybody but root. */
function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === '/' ? [] : [...foldersAbove(above), '--perms', '0755', '--dir', above];
}

/** A home, what lies above it, or the place where its programs keep their data. */
function isPrivate(folder: string): boolean {
  const home = homedir();
  return folder === '/' || home === folder || home.startsWith(folder + sep) || folder === join(home, '.local');
}

/** What npm installed may have the harness itself in it; a link to it leads out of what is shown. */
function shownInstalled(folder: string): string[] {
  const own = join(folder, 'wiremark');
  const isHere = lstatSync(own, { throwIfNoEntry: false })?.isDirectory() === true;
  return [...shown(folder), ...(isHere ? ['--tmpfs', own] : [])];
}

function giveTo(path: string, user: number): void {
  lchownSync(path, user, user);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(join(path, name), user);
}
