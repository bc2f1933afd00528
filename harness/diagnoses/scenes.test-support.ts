import type { Happening } from '../model/trace.js';
import {
  aftermath,
  asBytes,
  closedByProgram,
  cpu,
  exited,
  handshake,
  opened,
  printed,
  received,
  sent,
  started,
  type Recording,
} from './recorded.test-support.js';

/** Numbers, each once: where it goes on is seen from any part. */
export const LONG = Array.from({ length: 2000 }, (_, number) => `${number} `).join('');

/** A client says hello, and is gone in the end. */
export function goneAfter(events: readonly Happening[]): Recording {
  return {
    finding: 'closed-early',
    expected: 'again',
    events: [started(), opened('c'), sent('c', 'hello'), ...events, aftermath, cpu(0)],
    outcome: { ended: 'closed' },
  };
}

/** Two others are connected, and answered. */
export function twoServed(): Happening[] {
  return ['d', 'd#2'].flatMap((flow) => [opened(flow), sent(flow, 'hi'), received(flow, 'hi')]);
}

export function noTls(
  actor: 'c' | 's',
  cert: NonNullable<Recording['cert']>,
  why: string,
  ...files: readonly string[]
): Recording {
  return {
    finding: 'handshake-failed',
    actor,
    cert,
    events: [started(actor === 'c' ? 'server' : 'client', ...files), handshake(actor, why)],
    outcome: { ended: 'no-handshake', handshake: why },
  };
}

export function differs(expected: string | Uint8Array, actual: string): Recording {
  return {
    finding: 'reply-differs',
    expected,
    actual,
    events: [started(), opened('c'), sent('c', expected), received('c', actual)],
    outcome: { ended: 'mismatch', messages: [asBytes(actual)] },
  };
}

export function silent(before: readonly Happening[], after: readonly Happening[]): Recording {
  return {
    finding: 'no-reply',
    expected: 'hello',
    events: [started(), ...before, aftermath, ...after],
    outcome: { ended: 'silence', waitedMs: 2000 },
  };
}

/** Each event of a recording takes a millisecond. */
export function pause(ms: number): Happening[] {
  return Array.from({ length: ms }, () => printed('.', 'stdout'));
}

/** A client has connected, and still runs when it should have ended; `seen`: what was looked at then. */
export function stays(events: readonly Happening[], seen: readonly Happening[] = []): Recording {
  return {
    finding: 'did-not-exit',
    actor: 'client',
    events: [started('client'), opened('s', 'program'), ...events, aftermath, ...seen, cpu(0, 'client')],
    outcome: { ended: 'silence', waitedMs: 5000 },
  };
}

/** A client is greeted, and leaves at once in trouble of its own. */
export function leavesOn(greeting: string, needs: readonly string[]): Recording {
  return {
    finding: 'closed-early',
    actor: 's',
    events: [
      started('client'),
      opened('s', 'program'),
      sent('s', greeting),
      closedByProgram('s', 'fin'),
      aftermath,
      printed('error: that is no vault\n', 'stderr', 'client'),
      exited({ code: 1 }, 'client'),
    ],
    outcome: { ended: 'closed' },
    check: { needs, frames: { s: { name: 'line', args: {} } } },
  };
}

/** A conversation in lines, in which the last message goes out in pieces. */
export function inPieces(events: readonly Happening[], expected = 'OK'): Recording {
  return {
    finding: 'reply-differs',
    expected,
    actual: 'ERROR',
    events: [started(), opened('c'), received('c', 'HELLO\n'), ...events],
    outcome: { ended: 'mismatch', messages: [asBytes('ERROR')] },
    check: { frames: { c: { name: 'line', args: {} } } },
  };
}

/** A client that is sent a long line, prints something, and ends; nothing it printed was as it should be. */
export function endsOnLongLine(text: string, how: 'fin' | 'reset'): Recording {
  return {
    finding: 'not-printed',
    actor: 'client',
    events: [
      started('client'),
      opened('s', 'program'),
      received('s', 'GET k\n'),
      sent('s', `${LONG}\n`),
      closedByProgram('s', how),
      printed(text, 'stdout', 'client'),
      exited({ code: 0 }, 'client'),
      aftermath,
    ],
    outcome: { ended: 'mismatch' },
    check: { frames: { s: { name: 'line', args: {} } } },
  };
}
