import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import type { Step } from '../model/spec.js';
import { signal } from '../steps/signal.js';
import type { JudgeContext } from '../steps/step-kind.js';

/** Echoes; counts its messages in a file; ends well at SIGINT where `ending` says so. */
const server = (ending: string): string => `import os, socket, sys
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen()
try:
    while True:
        connection, _ = listener.accept()
        while data := connection.recv(1024):
            with open("count", "a") as file:
                file.write("x")
            connection.sendall(b"%d" % os.path.getsize("count"))
        connection.close()
${ending}
`;

const PATIENT = 'finally:\n    listener.close()';
const POLITE = 'except KeyboardInterrupt:\n    print("good night", flush=True)\n    sys.exit(0)';

const spec = (steps: string): string => `spec: 1
name: Signals
programs: { server: { run: "python3 server.py \${port}" } }
peers: { c: { connect: server } }
checks: [ { id: a, steps: [ ${steps} ] } ]
`;

const marked = async (
  steps: string,
  ending: string,
): Promise<{ readonly status: string; readonly summaries: readonly string[] }> => {
  const { check } = await markOne({ spec: spec(steps), files: { 'server.py': server(ending) } });
  return { status: check('a').status, summaries: check('a').findings.map(({ summary }) => summary) };
};

describe('signal', () => {
  const INT = '{ c: { send: "a", expect: "1" } }, { c: close }, { server: { signal: INT } }';

  test('INT is what Ctrl-C sends: a program may say goodbye, and end well', async () => {
    expect(await marked(`${INT}, { server: { exits: 0, prints: { contains: "good night" } } }`, POLITE)).toEqual({
      status: 'passed',
      summaries: [],
    });
  });

  test('is not sent before a program that has just begun to listen has come to its loop', async () => {
    const late = server(POLITE).replace('try:', 'import threading, logging, json, email.message, http.client\ntry:');
    const { check } = await markOne({
      spec: spec('{ server: { signal: INT } }, { server: { exits: 0 } }').replace(
        'id: a,',
        'id: a, cases: [ { n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }, { n: 5 }, { n: 6 } ],',
      ),
      files: { 'server.py': late },
    });
    expect(check('a').findings).toEqual([]);
  });

  test('who does not catch it has not ended by itself', async () => {
    expect(await marked(`${INT}, { server: { exits: 0 } }`, PATIENT)).toEqual({
      status: 'failed',
      summaries: [
        'the SIGINT that it was sent has ended the server; expected was that it ends by itself, with exit code 0',
      ],
    });
  });

  test('nor has it with an exit code of its own', async () => {
    const { summaries } = await marked(`${INT}, { server: { exits: nonzero } }`, PATIENT);
    expect(summaries).toEqual([
      'the SIGINT that it was sent has ended the server; expected was that it ends by itself, with an exit code other than 0',
    ]);
  });

  test('who has ended already was to wait for it', () => {
    const step = { actor: 'server' } as Step;
    const outcome = { ended: 'exited', exit: { code: 1 } } as const;
    expect(signal.judge({ signal: 'SIGINT' }, outcome, { step } as JudgeContext)).toEqual({
      code: 'exited',
      summary: 'the server has ended by itself (exit code 1); it was to run until it is told to end',
    });
  });

  test('KILL asks nobody; what was written to a file is there when it starts again', async () => {
    expect(
      await marked(
        '{ c: { send: "a", expect: "1" } }, { c: close }, { server: { signal: KILL } }, { server: { exits: any } }, { start: server }, { c: { connect: now, send: "b", expect: "2" } }',
        PATIENT,
      ),
    ).toEqual({ status: 'passed', summaries: [] });
  });

  test('a program that was killed and started again, and then ends by itself, is told to have ended', async () => {
    const { check } = await markOne({
      spec: spec(
        '{ c: { send: "a", expect: "1" } }, { c: close }, { server: { signal: KILL } }, { server: { exits: any } }, { start: server }, { c: { connect: now, send: "die", expect: "2" } }',
      ),
      files: {
        'server.py': server(PATIENT).replace('with open', 'if data == b"die": os._exit(3)\n            with open'),
      },
    });
    expect(check('a').findings[0]?.summary).toBe(
      'the server closed the connection without an answer; the server ended (exit code 3)',
    );
  });

  test('what is missing then is not told to be the end of a program that we have ended', async () => {
    expect(
      await marked(
        '{ c: { send: "a", expect: "1" } }, { server: { signal: KILL } }, { c: { expect: "bye" } }',
        PATIENT,
      ),
    ).toEqual({ status: 'failed', summaries: ['the server closed the connection without an answer'] });
  });
});
