import { excerpt } from '../match/compare.js';
import { shapes } from '../model/shapes.js';
import { waitUntil } from '../model/waiting.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';
import { isTlsRecord, negotiatedVersion, TLS_1_2, TLS_1_3 } from './tls-records.js';
import { wiretapped } from './wiretapped.js';

interface OpensWithArgs {
  readonly from: string;
  readonly to: string;
  /** The lowest version that may be agreed on. */
  readonly version: number | undefined;
}

/** Expects that every connection over the link begins with a TLS handshake. */
export const opensWith: StepKind<OpensWithArgs> = {
  word: 'opens_with',
  summary: 'expects that each connection over it begins with TLS: `opens_with: tls`',
  schema: { const: 'tls', description: '`tls`' },
  modifiers: {
    at_least: { enum: [1.2, 1.3], description: 'the lowest version of TLS that may be agreed on' },
    within: shapes.duration,
  },
  actors: ['link'],
  bare: false,
  expects: true,
  connection: () => 'none',
  read(words) {
    if (words.link?.over === 'udp')
      words.problem({
        code: 'E043',
        at: 'opens_with',
        message: 'TLS is spoken over TCP',
        suggestion: 'take this step away',
      });
    const least = words.data('at_least');
    return {
      from: words.link?.from ?? '',
      to: words.link?.to ?? '',
      version: least === 1.3 ? TLS_1_3 : least === 1.2 ? TLS_1_2 : undefined,
    };
  },
  describe: (args) => `begins with TLS${args.version === undefined ? '' : ` ${sayVersion(args.version)} or newer`}`,
  async run(args, context) {
    const tap = context.link();
    const opening = await waitUntil<'tls' | 'nothing' | Uint8Array>(
      () => {
        const calls = wiretapped(tap, args.from);
        const plain = calls.find((data) => data.length >= 3 && !isTlsRecord(data));
        if (plain) return plain;
        const isWhole =
          calls.every((data) => data.length >= 3) &&
          (args.version === undefined || wiretapped(tap, args.to).length > 0);
        return calls.length > 0 && isWhole ? 'tls' : undefined;
      },
      tap,
      context.deadline(context.withinMs),
      () => 'nothing',
    );
    if (opening !== 'tls')
      return {
        ended: 'mismatch',
        messages: opening === 'nothing' ? [] : [opening.slice(0, 64)],
        waitedMs: context.withinMs,
      };
    const versions = wiretapped(tap, args.to).map(negotiatedVersion);
    const old =
      args.version === undefined
        ? undefined
        : versions.find((version) => version !== undefined && version < (args.version ?? 0));
    return old === undefined ? done : { ended: 'mismatch', counted: old };
  },
  judge(args, outcome, { step }) {
    if (outcome.ended !== 'mismatch') return undefined;
    if (outcome.counted !== undefined)
      return {
        code: 'old-tls',
        summary: `TLS ${sayVersion(outcome.counted)} was agreed on over ${step.actor}; it must be ${sayVersion(args.version ?? TLS_1_2)} or newer`,
      };
    const [plain] = outcome.messages ?? [];
    return {
      code: 'not-encrypted',
      summary: plain
        ? `what ${args.from} says on ${step.actor} does not begin with a TLS handshake`
        : `nobody began a TLS handshake on ${step.actor}`,
      comparison: { wanted: 'a TLS handshake (16 03 …)', actual: excerpt(plain ?? new Uint8Array()) },
    };
  },
};

function sayVersion(version: number): string {
  return `1.${(version & 0xff) - 1}`;
}
