import { createHash } from 'node:crypto';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { toBytes } from '../../model/bytes.js';
import type { CheckReport } from '../../model/report.js';
import { hostileReport } from '../hostile-report.test-support.js';
import { message, sampleCheck, totalsOf } from '../sample-check.test-support.js';
import { echoSheet } from '../sample-echo-sheet.test-support.js';
import { lossySheet } from '../sample-lossy-sheet.test-support.js';
import { sampleReport } from '../sample-report.test-support.js';
import { escapeUnseen } from '../visible-text.js';
import { Page, renderHtml } from './page.js';
import { CONTENT_POLICY, SCRIPT, SCRIPT_HASH } from './script.js';

/** The text that a reader sees, roughly: tags, style and script taken out. */
function words(html: string): string {
  return html
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

function pageOf(...checks: readonly CheckReport[]): string {
  return words(renderHtml(sampleReport([{ ...echoSheet(), checks, totals: totalsOf(checks) }])));
}

test('a report with one of everything looks as it did', async () => {
  await expect(renderHtml(sampleReport())).toMatchFileSnapshot('golden/sample-report.html');
});

test('rendering twice gives the same bytes', () => {
  expect(renderHtml(sampleReport())).toBe(renderHtml(sampleReport()));
});

test('the pinned hash is that of the script (else put this one into script.ts)', () => {
  expect(SCRIPT_HASH).toBe(`sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`);
  expect(CONTENT_POLICY).toContain(`script-src '${SCRIPT_HASH}'`);
});

describe('what a page says', () => {
  test('points and verdicts first, and where to start', () => {
    const page = words(renderHtml(sampleReport([echoSheet()])));
    expect(page).toContain('2.5 of 15.5 points');
    expect(page).toContain('1 ✓ passed 3 ✗ failed 1 – blocked 1 ? inconclusive');
    expect(page).toContain(
      'Start here a message longer than one recv comes back whole One recv was taken for one message',
    );
  });

  test('what stands between backticks is code', () => {
    const sheet = {
      ...echoSheet(),
      spec: { ...echoSheet().spec, about: 'It is started as `python3 server.py PORT`.' },
    };
    expect(renderHtml(sampleReport([sheet]))).toContain('It is started as <code>python3 server.py PORT</code>.');
  });

  test('of a large exchange the part in which the check failed comes first, and all of it behind a fold', () => {
    const clients = Array.from({ length: 50 }, (_, at) => `c${at + 1}`);
    const events = clients.flatMap((client, at) => [
      { ...message(at, client, 'server', `hello from ${client}`), flow: client },
      client === 'c37'
        ? ({ atMs: 900, kind: 'note', at: client, text: '2 s of silence', tone: 'bad' } as const)
        : { ...message(at + 100, 'server', client, `hello from ${client}`), flow: client },
    ]);
    const failed = echoSheet().checks.find(({ status }) => status === 'failed');
    if (!failed) throw new Error('the sample has no failed check');
    const findings = failed.findings.map((finding) => ({ ...finding, actor: 'c37' }));
    const page = pageOf({ ...failed, findings, exchange: { lanes: [...clients, 'server'], events, leftOut: 20 } });
    expect(page).toContain(
      'What passed on the wire time c37 server 0.036 s c37 to server: hello from c37 14 bytes 0.900 s ✗ c37: 2 s of silence The whole exchange: 120 events, 51 taking part',
    );
    expect(page).toContain('hello from c50');
  });

  test('an overview only where there are several sheets', () => {
    expect(words(renderHtml(sampleReport()))).toContain('Overview Assignment Points');
    expect(words(renderHtml(sampleReport([echoSheet()])))).not.toContain('Overview');
  });

  test('failed checks are open, the others closed', () => {
    const html = renderHtml(sampleReport());
    expect(html.match(/<details class="check failed"[^>]* open/g)).toHaveLength(4);
    expect(html).not.toMatch(/<details class="check (?:passed|blocked|inconclusive)"[^>]* open/);
  });

  test('a hidden check shows its verdict and nothing of its content, even where some came along', () => {
    const [, long] = echoSheet().checks;
    const page = pageOf({ ...(long as CheckReport), hidden: true, name: 'hidden check' });
    expect(page).toContain('This is a hidden check: its content is not shown.');
    for (const secret of ['lorem', '1,448', 'recv', 'nc, wait', '--only']) expect(page).not.toContain(secret);
  });

  test('a blocked check names the one to put right first', () => {
    expect(words(renderHtml(sampleReport()))).toContain(
      'Not tried. It needs a message longer than one recv comes back whole , which did not pass.',
    );
    expect(
      pageOf(sampleCheck({ id: 'b', name: 'b', status: 'blocked', points: 0, maxPoints: 1, blockedBy: 'elsewhere' })),
    ).toContain('It needs elsewhere, which did not pass.');
  });

  test("an inconclusive check is nobody's fault, and nothing is to be put right", () => {
    const page = pageOf(
      sampleCheck({
        id: 'i',
        name: 'i',
        status: 'inconclusive',
        points: 0,
        maxPoints: 1,
        inconclusive: { because: 'kernel', detail: 'Two datagrams were lost.' },
      }),
    );
    expect(page).toContain(
      'Not your fault. The operating system of this machine lost data. No marks were taken; run it again.',
    );
    expect(page).toContain('Nothing to put right');
  });

  test('when everything passed there is nothing to do', () => {
    expect(pageOf(sampleCheck({ id: 'p', name: 'p', status: 'passed', points: 1, maxPoints: 1 }))).toContain(
      'Everything passed There is nothing to put right.',
    );
  });

  test('a lost datagram, and events that were left out, are told in words', () => {
    const page = words(renderHtml(sampleReport()));
    expect(page).toMatch(/client to s: PING 2 6 bytes ✗ dropped/);
    expect(page).toContain('… 1,204 events left out …');
  });

  test('what a program complained is shown as its lines, and hex only where text cannot say it', () => {
    const [, , binary] = echoSheet().checks;
    const complaint = (data: Uint8Array) => {
      const findings = (binary?.findings ?? []).slice(1).map((finding) => ({
        ...finding,
        comparison: { wanted: 'that the server starts', actual: { length: data.length, from: 0, data } },
      }));
      return renderHtml(sampleReport([{ ...echoSheet(), checks: [{ ...(binary as CheckReport), findings }] }]));
    };
    const text = complaint(toBytes('File "server.py", line 10\nSyntaxError\n'));
    expect(text).toContain('<pre class="block">');
    expect(text).not.toContain('class="dump"');
    expect(complaint(new Uint8Array([0x41, 0xff]))).toContain('class="dump"');
  });

  test('where nothing came no single byte is marked as wrong', () => {
    const html = renderHtml(sampleReport([lossySheet()]));
    expect(html).toContain('Nothing came, where 6 bytes should.');
    expect(html).not.toContain('<mark class="wrong');
  });

  test('a paragraph is what a blank line parts; lists keep their lines', () => {
    const html = renderHtml(
      sampleReport([
        { ...echoSheet(), spec: { ...echoSheet().spec, about: 'One\nsentence.\n\nAnother:\n- a\n- b\n' } },
      ]),
    );
    expect(html).toMatch(/<p>One sentence\.<\/p>\n<p>Another:<\/p>\n<p>- a<\/p>\n<p>- b<\/p>/);
  });

  test('a report without sheets, and a sheet without checks, are still pages', () => {
    expect(words(renderHtml(sampleReport([])))).toContain('An empty marking');
    expect(pageOf()).toContain('This sheet has no checks.');
  });
});

describe('hostile text', () => {
  const html = renderHtml(hostileReport());

  test('adds no tag to those that the page has anyway', () => {
    expect(new Set(html.match(/<\/?[a-z][a-z0-9]*/gi))).toEqual(
      new Set([...(renderHtml(sampleReport()).match(/<\/?[a-z][a-z0-9]*/gi) ?? []), '<bdi', '</bdi']),
    );
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  test('adds no attribute either', () => {
    const attributes = (page: string) =>
      new Set(
        [...page.matchAll(/<[a-z][^\s>]*((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g)].flatMap(([, all]) =>
          [...(all ?? '').matchAll(/([^\s=>"]+)(?:="[^"]*")?/g)].map(([, name]) => name),
        ),
      );
    expect(attributes(html)).toEqual(attributes(renderHtml(sampleReport())));
  });

  test('leaves no character that cannot be seen', () => {
    expect(html.replaceAll('\n', '')).not.toMatch(
      /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
    );
    expect(html).not.toMatch(/\p{M}{5}/u);
  });

  test('is shown, so that a reader knows what was there', () => {
    for (const visible of ['&lt;script>document.title', '\\x1b', '\\u{202e}', '\\u{200b}', '\\u{d800}', '\\xff', '\\0'])
      expect(html).toContain(visible);
  });

  test('fetches nothing: no address stands where a browser would follow it', () => {
    expect(html).not.toMatch(/<[^>]*\s(?:src|srcset|action|formaction|data|poster|ping)\s*=/i);
    for (const [, target] of html.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#[a-z0-9-]+$/);
    expect(html).not.toMatch(/url\((?!#)|@import/);
  });

  test('is escaped where it is shown, not only by the last net', () => {
    const page = renderToString(h(Page, { report: hostileReport() }));
    expect(page).toBe(escapeUnseen(page));
  });

  test('of a megabyte in each place makes no endless page', () => {
    const long = renderHtml({
      ...sampleReport(),
      sheets: [
        { ...echoSheet(), submission: { name: 'x'.repeat(1_000_000), folder: '\x1b'.repeat(1_000_000), programs: [] } },
      ],
    });
    expect(long.length).toBeLessThan(150_000);
    expect(words(long)).toContain('… (1,000,000 characters)');
  });
});

test('of work that nothing could be run of no points are shown: what it counts, the standing says', () => {
  const nobody = renderHtml(sampleReport([]), {
    student: 'fay',
    sentences: ['no grade yet: which of these is the server?'],
  });
  expect(nobody).toContain('nothing could be run');
  expect(nobody).toContain('No grade yet');
  expect(nobody).not.toContain('class="points"');
});
