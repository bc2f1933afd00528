import { describe, expect, test } from 'vitest';
import type { CheckReport } from '../../model/report.js';
import { github } from '../github.js';
import { hostileReport } from '../hostile-report.test-support.js';
import { runReporter, type Ending, type Written } from '../run-reporter.test-support.js';
import { echoSheet } from '../sample-echo-sheet.test-support.js';
import { sampleReport } from '../sample-report.test-support.js';
import { markdownBlock, markdownText } from './markdown-text.js';
import { workflowCommand } from './workflow-command.js';

const run = (ending: Ending): Promise<Written> => runReporter(github, ending);
const report = sampleReport([echoSheet()]);

/** The commands that the runner obeys: at the beginning of a line, outside of the fences. */
function obeyed(stdout: string): string[] {
  let stopped: string | undefined;
  return stdout.split('\n').flatMap((line) => {
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined;
      return [];
    }
    const [, token] = /^::stop-commands::(.+)$/.exec(line) ?? [];
    stopped = token;
    return token === undefined && /^\s*::|##\[/.test(line) ? [line] : [];
  });
}

function outputs(text = ''): Record<string, string> {
  return Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

const decoded = (result = ''): any => JSON.parse(Buffer.from(result, 'base64').toString('utf8'));

describe('annotations', () => {
  test('name what failed and what proves nothing, and no program’s command is obeyed', async () => {
    const { stdout } = await run({ report });
    expect(stdout).toContain('::error::what a program has printed');
    expect(obeyed(stdout)).toEqual([
      expect.stringMatching(
        /^::error title=long%3A a message longer than one recv comes back whole::The server sent 1,448 of 10,001 bytes back, then nothing for 2 s\.%0ATCP is a stream/,
      ),
      '::error title=binary%3A any bytes come back as they were::The reply differs from what was expected at byte 6.',
      '::error title=hidden-1%3A hidden check::The program did something else.',
      expect.stringMatching(/^::warning title=port-in-use%3A .*::The machine was too busy to judge fairly\./),
    ]);
  });

  test('are at most ten of a kind, and say how many there are besides', async () => {
    const [, long] = echoSheet().checks;
    const checks = Array.from({ length: 25 }, (_, at) => ({ ...long, id: `long-${at}` }) as CheckReport);
    const { stdout } = await run({ report: sampleReport([{ ...echoSheet(), checks }]) });
    const commands = obeyed(stdout);
    expect(commands).toHaveLength(10);
    expect(commands.at(-1)).toBe('::error title=wiremark::16 more checks failed: see the summary of the job.');
  });

  test('of hostile texts are one line each', async () => {
    const commands = obeyed((await run({ report: hostileReport('\n::set-output name=x::y\r\n##[error]z') })).stdout);
    for (const command of commands) expect(command).toMatch(/^::(error|warning) title=/);
  });

  test('escape what the runner would read', () => {
    expect(workflowCommand('error', { title: 'a:b,c%\n' }, '100% \r\n::error::x')).toBe(
      '::error title=a%3Ab%2Cc%25%0A::100%25 %0D%0A::error::x\n',
    );
  });
});

describe('the fence', () => {
  test('stands from the beginning to the end of what programs may have printed', async () => {
    const { stdout } = await run({ report });
    expect(stdout).toMatch(
      /^::stop-commands::TOKEN\n[^]*::error::what a program has printed\n\n::TOKEN::\n::error title=/,
    );
  });

  test('is ended also when the run is cut off', async () => {
    const { stdout } = await run({ report, after: 2 });
    expect(stdout).toMatch(/\n::TOKEN::\n$/);
  });
});

describe('the summary of the job', () => {
  test('word for word (vitest -u renews it)', async () => {
    await expect((await run({ report })).files['summary']).toMatchFileSnapshot('../golden/github-summary.md');
  });

  test('stays below what GitHub takes, and says what is not in it', async () => {
    const [, long] = echoSheet().checks;
    const output = [
      {
        program: 'server',
        stream: 'stderr',
        length: 30_000,
        head: Buffer.alloc(30_000, 'xé\n'),
        tail: Buffer.of(),
        log: 'log',
      },
    ];
    const checks = Array.from(
      { length: 3000 },
      (_, at) => ({ ...long, id: `long-${at}`, output }) as unknown as CheckReport,
    );
    const summary = (await run({ report: sampleReport([{ ...echoSheet(), checks }]) })).files['summary'] ?? '';
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toMatch(/\n[\d,]+ more checks did not pass: the report has them\.\n/);
  });

  test('holds no markup but ours', async () => {
    const summary =
      (
        await run({
          report: hostileReport('![x](http://evil.example/p.png) <img src=x> @everyone #1 | ``` </details>'),
        })
      ).files['summary'] ?? '';
    const outside = summary.replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '');
    expect(outside).not.toMatch(/<(?!\/?(details|summary)>)/);
    expect(outside).not.toMatch(/!\[|\]\(|http:|@everyone|#1\b/);
    expect(outside.match(/<details>/g)?.length).toBe(outside.match(/<\/details>/g)?.length);
  });

  test('a text is shown letter by letter', () => {
    expect(markdownText('a*b*_c_<x>|`@me #1 https://x')).toBe(
      'a&#42;b&#42;&#95;c&#95;&#60;x&#62;&#124;&#96;&#64;me &#35;1 https&#58;&#47;&#47;x',
    );
  });

  test('a block cannot be ended from inside', () => {
    expect(markdownBlock('a\n````\n# b')).toBe('`````text\na\n````\n# b\n`````\n');
  });
});

describe('the outputs of the step', () => {
  test('say points and verdict, and have what GitHub Classroom’s reporter reads', async () => {
    const { result, ...rest } = outputs((await run({ report })).files['output']);
    expect(rest).toEqual({ points: '2.5', 'max-points': '15.5', verdict: 'inconclusive' });
    const found = decoded(result);
    expect(found).toMatchObject({ version: 1, status: 'error', max_score: 15.5 });
    for (const each of found.tests) {
      expect(Object.keys(each).toSorted()).toEqual(
        ['duration', 'filename', 'line_no', 'message', 'name', 'score', 'status', 'test_code'].toSorted(),
      );
      expect(['pass', 'fail', 'error']).toContain(each.status);
    }
    // That reporter adds the scores of all tests, whatever their status.
    expect(found.tests.reduce((sum: number, { score }: any) => sum + score, 0)).toBe(2.5);
  });

  test('a program cannot add one', async () => {
    const { output } = (await run({ report: hostileReport('\npoints=100\nresult=x') })).files;
    expect(Object.keys(outputs(output))).toEqual(['result', 'points', 'max-points', 'verdict']);
    expect(output?.split('\n')).toHaveLength(5);
  });

  test('of a submission that could not be checked', async () => {
    const { stdout, files } = await run({ notChecked: { message: 'no program\nhere', maxPoints: 20 } });
    expect(obeyed(stdout)).toEqual(['::error title=not checked::no program%0Ahere']);
    const { result, ...rest } = outputs(files['output']);
    expect(rest).toEqual({ points: '0', 'max-points': '20', verdict: 'failed' });
    expect(decoded(result)).toMatchObject({
      status: 'fail',
      max_score: 20,
      tests: [{ score: 0, message: 'no program\nhere' }],
    });
    expect(files['summary']).toBe('### Not checked\n\n```text\nno program\nhere\n```\n');
  });
});
