import { vi } from 'vitest';
import { latin1, toBytes } from '../model/bytes.js';
import type { Medium } from '../model/language.js';
import type { LinkEvent } from '../model/link-event.js';
import { openChain } from './chain.js';
import { damages } from './index.js';
import type { LinkOptions } from './link.js';
import { Gate } from './gate.js';
import { wordsOf } from './words-of.test-support.js';

/** Rules as an instructor writes them: `{ from: 'client', drop: 2 }`. */
export type WrittenRule = Readonly<Record<string, unknown>> &
  Pick<LinkOptions['rules'][number], 'from' | 'only' | 'matching'>;

/** A chain from `client` whose time is the test's own: it passes only in `wait` and `runOut`. */
export interface Passage {
  send(...data: readonly (string | Uint8Array)[]): void;
  end(): void;
  wait(ms: number): void;
  /** Lets time pass until nothing is pending. */
  runOut(): void;
  close(): void;
  /** What has come through, as latin1 text. */
  readonly arrived: string[];
  /** `text @ms since the passage was opened`. */
  readonly timetable: string[];
  /** `unit: what`. */
  readonly decisions: string[];
  readonly events: LinkEvent[];
  /** `end`, `cut`, `reset`, in the order they reached the receiver. */
  readonly signals: string[];
}

/** Opens a chain of these rules. Needs `vi.useFakeTimers()`. */
export function passage(
  medium: Medium,
  rules: readonly WrittenRule[],
  more: { seed?: string; flow?: number; direction?: 'up' | 'down' } = {},
): Passage {
  const arrived: string[] = [];
  const timetable: string[] = [];
  const decisions: string[] = [];
  const events: LinkEvent[] = [];
  const signals: string[] = [];
  const openedAt = Date.now();
  const chain = openChain({
    medium,
    rules: rules.map(ruleOf),
    damages,
    seed: more.seed ?? 'a seed',
    link: 'wire',
    from: 'client',
    direction: more.direction ?? 'up',
    gate: new Gate(),
    flow: more.flow ?? 1,
    tell(event) {
      events.push(event);
      if (event.type === 'damage') decisions.push(`${event.unit}: ${event.what}`);
    },
    receiver: {
      take({ data }) {
        arrived.push(latin1(data));
        timetable.push(`${latin1(data)} @${Date.now() - openedAt}`);
      },
      end: () => void signals.push('end'),
      cut: () => void signals.push('cut'),
      reset: () => void signals.push('reset'),
      refuse: () => void signals.push('refuse'),
    },
  });
  return {
    send(...data) {
      for (const each of data) chain.push(typeof each === 'string' ? toBytes(each) : each);
    },
    end: () => chain.end(),
    wait: (ms) => void vi.advanceTimersByTime(ms),
    runOut: () => void vi.runAllTimers(),
    close: () => chain.close(),
    arrived,
    timetable,
    decisions,
    events,
    signals,
  };
}

/** As the spec reader would make it. */
export function ruleOf(written: WrittenRule): LinkOptions['rules'][number] {
  const name = (Object.keys(damages) as (keyof typeof damages)[]).find((word) => Object.hasOwn(written, word));
  if (name === undefined) throw new Error(`no damage in ${JSON.stringify(written)}`);
  const { words, problems } = wordsOf(written);
  const args: unknown = damages[name].read(words);
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'));
  const { from, only, matching } = written;
  return {
    link: 'wire',
    ...(from !== undefined && { from }),
    ...(only !== undefined && { only }),
    ...(matching !== undefined && { matching }),
    name,
    args,
  };
}

/** The numbers from 1 to `last` as datagrams. */
export function numbered(last: number): string[] {
  return Array.from({ length: last }, (_, index) => String(index + 1));
}
