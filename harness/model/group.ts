/** How datagrams reach all members of a group at once. */
export type GroupKind = 'multicast' | 'broadcast';

/**
 * The address of the group at a port. Each port has a multicast group of its own, of those that stay in a site (RFC
 * 2365), so that runs side by side do not hear each other; the broadcast address is that of the loopback.
 */
export function groupAddress(kind: GroupKind, port: number): string {
  return kind === 'multicast' ? `239.255.${port >> 8}.${port & 255}` : '127.255.255.255';
}
