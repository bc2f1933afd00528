import { readOrEmpty } from './proc-files.js';

/**
 * How many sockets of this machine have joined a multicast group, by `/proc/net/igmp`; undefined where the system does
 * not show that. One that has joined on two interfaces counts twice.
 */
export function groupMembers(address: string): number | undefined {
  const group = address
    .split('.')
    .toReversed()
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
  const table = readOrEmpty('/proc/net/igmp');
  if (table === '') return undefined;
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .reduce((sum, [name, users]) => (name === group ? sum + Number(users) : sum), 0);
}
