import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { hostileReport } from './hostile-report.test-support.js';
import { junit } from './junit.js';
import { runReporter } from './run-reporter.test-support.js';
import { sampleReport } from './sample-report.test-support.js';
import { writeXml } from './xml.js';

interface Parsed {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly inner: readonly Parsed[];
}

/** The document as a real parser (expat) reads it. */
function parse(xml: string): Parsed {
  const script = `
import json, sys, xml.etree.ElementTree as tree
def plain(e): return {"name": e.tag, "attributes": e.attrib, "text": e.text or "", "inner": [plain(i) for i in e]}
print(json.dumps(plain(tree.fromstring(sys.stdin.buffer.read()))))`;
  return JSON.parse(
    execFileSync('python3', ['-c', script], { input: xml, encoding: 'utf8', maxBuffer: 1e8 }),
  ) as Parsed;
}

/** What the form knows: attributes and content of each element; \`testcase\` may have at most one of the results. */
const FORM: Readonly<Record<string, { readonly attributes: readonly string[]; readonly inner: readonly string[] }>> = {
  testsuites: {
    attributes: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'],
    inner: ['testsuite'],
  },
  testsuite: {
    attributes: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp', 'file'],
    inner: ['properties', 'testcase'],
  },
  properties: { attributes: [], inner: ['property'] },
  property: { attributes: ['name', 'value'], inner: [] },
  testcase: {
    attributes: ['name', 'classname', 'time', 'file', 'line'],
    inner: ['properties', 'skipped', 'failure', 'error', 'system-out', 'system-err'],
  },
  skipped: { attributes: ['message'], inner: [] },
  failure: { attributes: ['message', 'type'], inner: [] },
  error: { attributes: ['message', 'type'], inner: [] },
  'system-out': { attributes: [], inner: [] },
  'system-err': { attributes: [], inner: [] },
};

function expectForm(element: Parsed): void {
  const form = FORM[element.name];
  expect(form, element.name).toBeDefined();
  expect(form?.attributes).toEqual(expect.arrayContaining(Object.keys(element.attributes)));
  const names = element.inner.map(({ name }) => name);
  // In the order of the form, each but repeatable ones once.
  const order = names.map((name) => form?.inner.indexOf(name) ?? -1);
  expect(order, element.name).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
  if (element.name === 'testcase') expect(new Set(names).size).toBe(names.length);
  for (const key of ['time']) if (key in element.attributes) expect(element.attributes[key]).toMatch(/^\d+\.\d{3}$/);
  if ('timestamp' in element.attributes)
    expect(element.attributes['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  element.inner.forEach(expectForm);
}

const xmlOf = async (report = sampleReport()): Promise<string> =>
  (await runReporter(junit, { report })).files['out'] ?? '';

describe('JUnit XML', () => {
  test('has its form, and counts what is in it', async () => {
    const root = parse(await xmlOf());
    expectForm(root);
    for (const suite of root.inner) {
      const cases = suite.inner.filter(({ name }) => name === 'testcase');
      const count = (name: string): number =>
        cases.filter(({ inner }) => inner.some((each) => each.name === name)).length;
      expect(suite.attributes).toMatchObject({
        tests: String(cases.length),
        failures: String(count('failure')),
        errors: String(count('error')),
        skipped: String(count('skipped')),
      });
    }
  });

  test('a failure is the submission’s, an error is not, and what was not tried is skipped', async () => {
    const root = parse(await xmlOf());
    const cases = root.inner.flatMap(({ inner }) => inner).filter(({ name }) => name === 'testcase');
    const results = Object.fromEntries(
      cases.map(({ attributes, inner }) => [
        attributes['name']?.split(':')[0],
        inner.find(({ name }) => ['failure', 'error', 'skipped'].includes(name))?.name ?? 'passed',
      ]),
    );
    expect(results).toMatchObject({
      hello: 'passed',
      long: 'failure',
      'half-close': 'skipped',
      'port-in-use': 'error',
      retransmits: 'failure',
    });
  });

  test('of hostile text is well formed', async () => {
    const root = parse(await xmlOf(hostileReport()));
    expectForm(root);
    expect(JSON.stringify(root)).toContain('<script>');
  });

  test('of a submission that could not be checked', async () => {
    const { files } = await runReporter(junit, {
      notChecked: { message: 'no program\n  <here> & there', maxPoints: 3 },
    });
    const root = parse(files['out'] ?? '');
    expectForm(root);
    expect(root.inner[0]?.inner[0]?.inner[0]).toMatchObject({
      name: 'failure',
      attributes: { message: 'no program', type: 'not-checked' },
      text: 'no program\n  <here> & there',
    });
  });
});

describe('XML', () => {
  test('every character comes back, or is replaced where XML has no place for it', () => {
    const text = `<a href="x">&amp;</a> ]]> 'q' "q" \t\n é 😀 \0\x08\x0b\x1f\ufffe\ud800`;
    const written = writeXml({ name: 'a', attributes: { b: text, c: undefined }, content: text });
    const { attributes, text: content } = parse(written);
    // oxlint-disable-next-line no-control-regex -- these are what XML has no place for
    const expected = text.replace(/[\0\x08\x0b\x1f\ufffe\ud800]/g, '\ufffd');
    expect(attributes).toEqual({ b: expected });
    expect(content).toBe(expected);
  });

  test('a line end in an attribute stays one', () => {
    expect(parse(writeXml({ name: 'a', attributes: { b: 'one\r\n\ttwo' } })).attributes).toEqual({ b: 'one\r\n\ttwo' });
  });
});
