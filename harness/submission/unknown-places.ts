import type { Spec } from '../model/spec.js';
import { suggest } from '../yaml/near.js';

/**
 * What is wrong with the `${…}` of a command that a person gave: a name that stands for nothing would reach the program
 * as it is. Undefined where nothing is; a shell that is asked for by name has variables of its own.
 */
export function unknownPlace(words: readonly string[], spec: Spec): string | undefined {
  if (/^(ba|da|z)?sh$/.test(words[0] ?? '')) return undefined;
  const known = placesOf(spec);
  const names = words.flatMap((word) =>
    word
      .split('}')
      .slice(0, -1)
      .flatMap((part) => (part.includes('${') ? part.slice(part.indexOf('${') + 2) : [])),
  );
  const stranger = names.find((name) => !known.includes(name));
  return stranger === undefined
    ? undefined
    : `\${${stranger}} stands for nothing (${suggest(stranger, known).replaceAll(/"([^"]*)"/g, '${$1}')})`;
}

/** All that a command may be given. */
function placesOf({ peers, programs, params, certs, commandData }: Spec): string[] {
  const others = Object.values(peers).filter(({ role }) => role.kind !== 'connect');
  return [
    'port',
    'host',
    ...[...others.map(({ name }) => name), ...Object.keys(programs)].map((name) => `port.${name}`),
    ...others.map(({ name }) => `host.${name}`),
    ...Object.keys(params),
    ...commandData,
    ...Object.keys(certs).flatMap((name) => [`${name}.crt`, `${name}.key`]),
  ];
}
