import type { Medium } from '../model/language.js';
import type { LinkEvent } from '../model/link-event.js';
import { chance } from '../model/random.js';
import type { Chunk, DamagedLane, Lane } from './damage.js';
import type { Gate } from './gate.js';
import type { LinkOptions } from './link.js';
import { seeingOnly } from './matching.js';

export interface ChainOptions extends Pick<LinkOptions, 'rules' | 'damages' | 'seed' | 'tell'> {
  readonly medium: Medium;
  readonly link: string;
  /** The actor whose traffic goes through this chain. */
  readonly from: string;
  readonly direction: Lane['direction'];
  /** Counts from 1 in order of first appearance. Never a port: those change from run to run. It may carry others, too. */
  readonly flow: number;
  /** Behind the last damage. */
  readonly gate: Gate;
  readonly receiver: Receiver;
}

/** What stands behind the last damage. */
export interface Receiver {
  take(chunk: Pick<Chunk, 'data' | 'isFromStranger'>, flow: number): void;
  end(): void;
  /** Nothing more will come through, whatever the sender says; its bytes need not be counted any longer. */
  cut(): void;
  reset(): void;
  /** The sender is to hear that nothing listens. */
  refuse(): void;
  /** How many bytes it was sent and has not read (or 1 for some); undefined where that cannot be seen. */
  unreadBytes?(): number | undefined;
}

/** How often it is looked whether the receiver has read. */
const lookEveryMs = 1;

/** One direction of one flow, or of several that count as one, from the sender's socket through every damage to the receiver's. */
export interface Chain {
  /** `flow`: whose it is, where the chain carries others than its own. */
  push(data: Uint8Array, flow?: number): void;
  end(): void;
  /** Clears every timer; from here on nothing passes and nothing is told. */
  close(): void;
}

/**
 * Puts the damages that apply to one direction of one flow in a row, in the order of the rules. What a
 * sender says is counted and told before the first of them, so that one damage does not change the
 * numbers that the next one sees.
 */
export function openChain(options: ChainOptions): Chain {
  const { link, from, receiver, tell } = options;
  const openedAt = performance.now();
  const pending = new Set<() => void>();
  /** Whose those units are that are another flow's. */
  const ofOthers = new Map<number, number>();
  let units = 0;
  let closed = false;

  function flowOf(unit: number): number {
    return ofOthers.get(unit) ?? options.flow;
  }

  function close(): void {
    closed = true;
    for (const cancel of pending) cancel();
    pending.clear();
  }

  /** What waits at the gate may pass when nobody is there any more. */
  function unlessClosed(action: () => void): void {
    if (!closed) action();
  }

  /** A defect in a damage must not be taken for the student's: it ends the chain as our fault. */
  function guarded(action: () => void): void {
    if (closed) return;
    try {
      action();
    } catch (error) {
      close();
      tell(fault(link, error));
    }
  }

  function after(delayMs: number, action: () => void): void {
    if (closed) return;
    const cancel = start(delayMs, () => {
      pending.delete(cancel);
      guarded(action);
    });
    pending.add(cancel);
  }

  function laneBefore(next: DamagedLane, rule: number): Lane {
    let ended = false;
    const lane: Lane = {
      medium: options.medium,
      direction: options.direction,
      nowMs: () => Math.round((performance.now() - openedAt) * 1000) / 1000,
      emit(chunk) {
        if (!ended && !closed) next.push(chunk);
      },
      end() {
        if (ended || closed) return;
        ended = true;
        next.end();
      },
      chance: (unit, salt = '') => chance(options.seed, link, from, String(options.flow), rule, unit, salt),
      after,
      afterRead(delayMs, action) {
        after(delayMs, () => {
          if ((receiver.unreadBytes?.() ?? 0) > 0) lane.afterRead(lookEveryMs, action);
          else action();
        });
      },
      decide(unit, fate, what) {
        if (!closed) tell({ type: 'damage', link, flow: String(flowOf(unit)), from, unit, rule, fate, what });
      },
      refuse() {
        if (!closed) receiver.refuse();
      },
      reset() {
        if (closed) return;
        close();
        receiver.reset();
      },
      cut() {
        lane.end();
        if (!closed) receiver.cut();
      },
    };
    return lane;
  }

  let first: DamagedLane = {
    push: (chunk) =>
      options.gate.pass(
        () => unlessClosed(() => receiver.take(chunk, flowOf(chunk.unit))),
        () =>
          unlessClosed(() =>
            tell({
              type: 'damage',
              link,
              flow: String(flowOf(chunk.unit)),
              from,
              unit: chunk.unit,
              fate: 'lost',
              what: 'swallowed: the link is down',
            }),
          ),
      ),
    end: () =>
      options.gate.pass(
        () => unlessClosed(() => receiver.end()),
        () => {},
      ),
  };
  guarded(() => {
    for (const [rule, { name, args, matching }] of applying(options).toReversed()) {
      const damage = options.damages[name];
      if (damage === undefined) throw new Error(`there is no damage "${name}"`);
      const lane = laneBefore(first, rule);
      first =
        matching === undefined
          ? damage.open(args, lane)
          : seeingOnly(matching, lane, (narrowed) => damage.open(args, narrowed));
    }
  });

  return {
    push(arrived, flow = options.flow) {
      if (closed) return;
      const unit = ++units;
      if (flow !== options.flow) ofOthers.set(unit, flow);
      // A plain view, not a Buffer: what is traced must compare equal to what is read back from a file.
      const data = new Uint8Array(arrived.buffer, arrived.byteOffset, arrived.length);
      tell({ type: 'relayed', link, flow: String(flow), from, unit, data });
      const chunk = { data, unit };
      guarded(() => first.push(chunk));
    },
    end: () => guarded(() => first.end()),
    close,
  };
}

/** The rules for this direction of this flow, each with its place in the check's list. */
function applying({ rules, link, from, flow }: ChainOptions): [number, ChainOptions['rules'][number]][] {
  return [...rules.entries()].filter(
    ([, rule]) =>
      rule.link === link &&
      (rule.from === undefined || rule.from === from) &&
      (rule.only === undefined || rule.only.includes(flow)),
  );
}

function start(delayMs: number, action: () => void): () => void {
  // A timer of 0 would be one of 1 ms; the next turn of the loop is enough to part two writes.
  if (delayMs === 0) {
    const immediate = setImmediate(action);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(action, delayMs);
  return () => clearTimeout(timer);
}

function fault(link: string, error: unknown): LinkEvent {
  const detail = `link ${link}: ${error instanceof Error ? error.message : String(error)}`;
  const stack = error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {};
  return { type: 'fault', whose: 'harness', detail, ...stack };
}
