import { describe, expect, test } from 'vitest';
import type { Evidence } from './diagnosis.js';
import { diagnose, expectReadsWell } from './explained.test-support.js';
import { wordsOf } from './language.js';
import { recorded, started } from './recorded.test-support.js';
import { RECOGNISED } from './recognised.test-support.js';

/** The same evidence of a program that was started, and built, with these commands. */
function writtenIn(evidence: Evidence, words: readonly string[], build?: readonly string[]): Evidence {
  const launch = (program: string) => ({ program, words, folder: '', because: '', ...(build && { build }) });
  const { plan, trace } = evidence;
  return {
    ...evidence,
    plan: {
      ...plan,
      submission: { ...plan.submission, launches: { server: launch('server'), client: launch('client') } },
    },
    trace: {
      ...trace,
      events: trace.events.map((event) => (event.type === 'started' ? { ...event, words } : event)),
    },
  };
}

const evidence = recorded({ finding: 'wrong-port', actor: 'server', events: [started()] });

test.each([
  ['Python', ['python3', 'server.py', '1'], undefined],
  ['Python', ['./server.py', '1'], undefined],
  ['C', ['./server', '1'], ['gcc', '-o', 'server', 'server.c']],
  ['C', ['./server', '1'], ['make']],
  ['Java', ['java', 'Server', '1'], ['javac', 'Server.java']],
  ['Node', ['node', 'server.js', '1'], undefined],
  ['Go', ['./server', '1'], ['go', 'build', '-o', 'server', '.']],
  ['another', ['./server', '1'], undefined],
] as const)('%s: %s', (language, words, build) => {
  expect(wordsOf(writtenIn(evidence, words, build)).language).toBe(language);
});

const ONLY_PYTHON =
  /\bsys\.|\bint\(|\binput\(|\bb"|\bexcept\b|while True|threading\.|"if not|print\(|sendall\(|settimeout|Error\b|strip\(|::-1|decode\(|data\[:|\bconn\.|Thread\(/;
/** Bytes are written down with a b by Python alone. */
const withoutTraceback = RECOGNISED.filter(
  ({ code, recording: { cert, events } }) =>
    code !== 'sends-repr-of-bytes' &&
    cert === undefined &&
    !events.some((event) => event.type === 'printed' && event.stream === 'stderr'),
);

test('who swaps the bytes of the port is told of htons, in C and elsewhere', () => {
  const swapped = RECOGNISED.find(({ shows }) => shows === 'a port whose bytes are swapped');
  const advised = (words: readonly string[], build?: readonly string[]) =>
    swapped && diagnose(writtenIn(recorded(swapped.recording), words, build))?.advice;
  expect(advised(['./server', '1'], ['gcc', 'server.c'])).toContain('address.sin_port = htons(port)');
  expect(advised(['./server', '1'])).toContain('htons(port)');
  expect(advised(['python3', 'server.py', '1'])).toContain('htons');
});

describe('a program in C is told nothing of Python', () => {
  test.for(withoutTraceback)('$code: $shows', ({ code, recording }) => {
    const explanation = diagnose(writtenIn(recorded(recording), ['./server', '20123'], ['gcc', 'server.c']));
    expect(explanation?.code).toBe(code);
    if (!explanation) return;
    expectReadsWell(explanation);
    expect(explanation.advice.replace(/in Python[^.;]*/, '')).not.toMatch(ONLY_PYTHON);
  });
});
