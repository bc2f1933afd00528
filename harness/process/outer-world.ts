import { COPIES } from './copied-files.js';

/** Programs write into their copies, and what was built stays beside them. */
const PLACE_BYTES = 2 * COPIES.bytes;
const PLACE_FILES = 2 * COPIES.files;

/**
 * The words that start a command in a world of its own (bubblewrap): its own loopback, where every port is free and may
 * be bound, no network besides; its own processes, all of which end with it, also when we are killed; and at `place` a
 * file system of bounded size. Reading and writing elsewhere it is as we are: it is meant for our own worker.
 */
export function outerWorldWords(
  words: readonly string[],
  { place, isRoot }: { readonly place: string; readonly isRoot: boolean },
): readonly string[] {
  const asRoot = isRoot ? [] : ['--unshare-user', '--uid', '0', '--gid', '0', '--cap-add', 'ALL'];
  const namespaces = ['--die-with-parent', '--unshare-net', '--unshare-pid', '--unshare-ipc'];
  const mounts = ['--dev-bind', '/', '/', '--proc', '/proc'];
  const setUp = ['sh', '-c', IN_A_SMALL_NETWORK, settingUp(place)];
  return ['bwrap', ...asRoot, ...namespaces, ...mounts, '--', ...setUp, ...words];
}

/**
 * To write `/proc/net/tcp` the kernel walks through a table with room for all connections of the machine, some
 * milliseconds long, and we look often. A network inside of a network may have a small one (`tcp_child_ehash_entries`,
 * ip-sysctl, since Linux 6.1); where that is not to be had, the first network will do.
 */
const IN_A_SMALL_NETWORK = [
  'if command -v ip >/dev/null && command -v unshare >/dev/null &&',
  '  { echo 4096 > /proc/sys/net/ipv4/tcp_child_ehash_entries; } 2>/dev/null',
  'then exec unshare --net sh -c "ip link set lo up; $0" sh "$@"',
  'else exec sh -c "$0" sh "$@"',
  'fi',
].join('\n');

/**
 * Without TIME_WAIT a server can come back on its port at once (ip-sysctl). Not every kernel lets a namespace say that.
 * What is said to a group goes to the loopback, also where a program names no interface; that needs iproute2.
 */
function settingUp(place: string): string {
  return [
    'set -e',
    'echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start',
    'echo 0 > /proc/sys/net/ipv4/tcp_max_tw_buckets || true',
    ...['224.0.0.0/4', '255.255.255.255/32'].map(
      (group) => `ip route add ${group} dev lo src 127.0.0.1 2>/dev/null || true`,
    ),
    `mount -t tmpfs -o size=${PLACE_BYTES},nr_inodes=${PLACE_FILES},mode=0755 wiremark '${place}'`,
    'exec "$@"',
  ].join('\n');
}
