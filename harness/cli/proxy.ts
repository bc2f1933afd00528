import { randomBytes } from 'node:crypto';
import { quoted } from '../model/command.js';
import type { DamageRule, Transport } from '../model/spec.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { readDamageText } from '../spec/read-damage-text.js';
import { addressOf, addressText } from './address.js';
import { language } from './language.js';
import { showLiveLink } from './live-link.js';
import { openScreen } from './screen.js';
import { UsageError } from './usage-error.js';

/** The options of `proxy`, as the command line gives them. */
export interface ProxyFlags {
  readonly listen: string;
  readonly to: string;
  readonly udp?: true | undefined;
  readonly tcp?: true | undefined;
  readonly damage?: readonly string[] | undefined;
  readonly seed?: string | undefined;
}

/** A damaged link alone, between a user's own client and server. Resolves with the exit code. */
export async function proxy(flags: ProxyFlags): Promise<number> {
  const over = transportOf(flags);
  const rules = readRules(flags.damage ?? [], over);
  const to = await addressOf(flags.to, { option: '--to', least: 1 });
  const seed = flags.seed ?? randomBytes(4).toString('hex');
  return showLiveLink({
    listen: await addressOf(flags.listen, { option: '--listen', least: 0 }),
    to,
    over,
    rules,
    seed,
    screen: openScreen(process.stdout, process.env),
    greet: (listening) => [
      `${over.toUpperCase()}: ${addressText(listening)} → ${addressText(to)}, seed ${seed}`,
      ...(rules.length === 0 ? ['damage: none'] : rules.map((rule) => `damage: ${rule.text}`)),
      `Let your client talk to port ${listening.port}. Ctrl-C ends.`,
    ],
    partWith: () => [`the same fates again: wiremark proxy ${againWords(flags, seed)}`],
  });
}

/** Which of the two was asked for: TCP, where nothing is said. */
export function transportOf({ udp, tcp }: Pick<ProxyFlags, 'udp' | 'tcp'>): Transport {
  if (udp && tcp) throw new UsageError('--udp and --tcp do not go together');
  return udp ? 'udp' : 'tcp';
}

function readRules(texts: readonly string[], over: Transport): readonly DamageRule[] {
  return texts.flatMap((text, index) => {
    const file = index === 0 ? '--damage' : `--damage (${index + 1})`;
    if (text.trim() === '') throw new UsageError(`${file} is empty\nWrite: --damage 'from: client, loss: 20%'`);
    const { rules, diagnostics, source } = readDamageText(text, { file, over, language });
    if (diagnostics.length > 0)
      throw new UsageError(
        `a damage is not understood\n${renderDiagnostics(diagnostics, () => source)}\n"wiremark explain ${diagnostics[0]?.code ?? ''}" tells more.${over === 'tcp' ? ' For datagrams add --udp.' : ''}`,
      );
    return rules;
  });
}

function againWords({ listen, to, udp, damage = [] }: ProxyFlags, seed: string): string {
  return [
    ...(listen === '0' ? [] : ['--listen', quoted(listen)]),
    '--to',
    quoted(to),
    ...(udp ? ['--udp'] : []),
    ...damage.flatMap((text) => ['--damage', quoted(text)]),
    '--seed',
    quoted(seed),
  ].join(' ');
}
