import { withInner } from '../model/inner-steps.js';
import type { CheckSpec, PeerSpec, Step } from '../model/spec.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';
import { top } from './shape-paths.js';

/** Reports peers that no program can talk to: the port is held by us, or all programs are told another. Told once for each. */
export function reportNobody(reading: Reading, check: CheckSpec, hold: Path): void {
  // Where a program was refused, nothing is known of when it starts.
  if (reading.keys(top('programs')).some((name) => !reading.programs[name])) return;
  if (check.holdsPort && Object.values(reading.programs).every(({ over }) => over === undefined))
    reading.report({
      code: 'E018',
      path: hold,
      on: 'key',
      message: '"hold" says nothing here: no program has a port that somebody connects to',
      suggestion: 'for a client that finds nobody write `- start: { client: { port: unused } }`',
    });
  const steps = withInner(check.steps, reading.language.steps);
  const alone = loneStart(reading, steps);
  const told = new Set<string>();
  for (const step of steps) {
    const peer = step.actor === undefined ? undefined : reading.peers[step.actor];
    if (!peer || told.has(peer.name) || reading.language.steps[step.kind]?.connection(step.args) === 'none') continue;
    const problem =
      heldFrom(check, peer) ??
      (alone && neverCalled(peer, alone)) ??
      (isRefusal(reading, step) ? undefined : untrusted(reading, peer));
    if (!problem) continue;
    told.add(peer.name);
    reading.reportAt(step.origin, { code: 'E074', ...problem });
  }
}

type Nobody = { readonly message: string; readonly suggestion: string } | undefined;

function heldFrom(check: CheckSpec, { name, role }: PeerSpec): Nobody {
  if (!check.holdsPort || role.kind !== 'connect') return undefined;
  return {
    message: `no program can do this: with \`hold: port\` we are at the port of "${role.to}", and "${name}" would talk to ourselves`,
    suggestion: `look at what "${role.to}" does then: \`- ${role.to}: { exits: nonzero }\``,
  };
}

function neverCalled({ name, role }: PeerSpec, { program, line }: { program: string; line: number }): Nobody {
  if (role.kind !== 'listen') return undefined;
  return {
    message: `no program can do this: line ${line} starts "${program}" with a port where nobody listens, so that it cannot find "${name}"`,
    suggestion: `give it the port of "${name}": \`- start: { ${program}: { port: ${name} } }\``,
  };
}

/** Certificates may be there to be refused. */
function isRefusal(reading: Reading, { kind, args }: Step): boolean {
  return reading.language.steps[kind]?.connection(args) === 'ends';
}

/** Of all that the authority has signed, whom the peer trusts, nothing is for the name that it asks for. */
function untrusted(reading: Reading, { name: peer, tls }: PeerSpec): Nobody {
  if (tls?.kind !== 'connect') return undefined;
  const { trust, name } = tls;
  const chains = new Map(Object.keys(reading.certs).map((each) => [each, chainOf(reading, each)] as const));
  // What is wrong with certificates has been told where they are declared.
  if (!chains.has(trust) || [...chains.values()].includes(undefined)) return undefined;
  const signed = [...chains.keys()].filter((each) => chains.get(each)?.includes(trust));
  const commands = Object.values(reading.programs).flatMap(({ run, reference }) => [
    ...run,
    ...(reference ? [reference] : []),
  ]);
  const hosts = signed.flatMap((each) => reading.certs[each]?.for ?? []);
  // Whoever has the key of an authority makes certificates of their own.
  const isHandedOut = signed.some(
    (each) =>
      reading.certs[each]?.for.length === 0 && commands.some(({ command }) => command.includes(`\${${each}.key}`)),
  );
  if (isHandedOut || hosts.some((host) => host.startsWith('*') || host.toLowerCase() === name.toLowerCase()))
    return undefined;
  return {
    message: `no program can do this: "${peer}" asks for "${name}", and "${trust}" has signed no certificate for that`,
    suggestion: `${hosts[0] === undefined ? `declare one: \`{ for: ${name}, by: ${trust} }\`` : `give the certificate this name too: \`for: [${hosts[0]}, ${name}]\``}; or expect \`handshake: refused\``,
  };
}

/** A certificate, and the authorities that have signed it, one the other; undefined where that does not end. */
function chainOf(reading: Reading, cert: string): readonly string[] | undefined {
  const chain = [cert];
  for (let by = reading.certs[cert]?.by; by !== undefined; by = reading.certs[by]?.by) {
    if (!reading.certs[by] || chain.includes(by)) return undefined;
    chain.push(by);
  }
  return chain;
}

/** The first start, where every program of the check is started with a port where nobody listens, and is told no other. */
function loneStart(
  reading: Reading,
  steps: readonly Step[],
): { readonly program: string; readonly line: number } | undefined {
  const knowsMore = Object.values(reading.programs).some(
    ({ start, run }) => start === 'at once' || run.some(({ command }) => command.includes('${port.')),
  );
  const starts = steps.flatMap((step) => {
    const effect = reading.language.steps[step.kind]?.program?.(step.args);
    return effect?.kind === 'starts' ? [{ ...effect, line: step.origin.start.line }] : [];
  });
  return !knowsMore && starts.every(({ alone }) => alone === true) ? starts[0] : undefined;
}
