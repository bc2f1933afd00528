import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { encodeReport } from './report-codec.js';
import { reportSchema } from './report-schema.js';
import { sampleReport } from './sample-report.test-support.js';

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(reportSchema());

/** The places that the schema complains about, after this change. */
function complaints(change: (json: any) => void): string[] {
  const json = JSON.parse(encodeReport(sampleReport()));
  change(json);
  return validate(json) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
}

test('the file in schemas/ is the schema that the codec is made of (vitest -u renews it)', async () => {
  await expect(`${JSON.stringify(reportSchema(), undefined, 2)}\n`).toMatchFileSnapshot(
    '../../schemas/report.schema.json',
  );
});

test('every object is closed and every key is described', () => {
  const definitions = Object.values(reportSchema()['$defs'] as Record<string, any>);
  for (const definition of definitions) {
    expect(definition).toMatchObject({ additionalProperties: false, description: expect.stringMatching(/\.$/) });
    for (const property of Object.values<any>(definition.properties)) expect(property.description).toMatch(/[.)]$/);
  }
});

describe('what the schema lets through', () => {
  test('a report with one of everything', () => expect(complaints(() => {})).toEqual([]));
  test('a report with no sheets', () => expect(complaints((json) => (json.sheets = []))).toEqual([]));
});

describe('what the schema refuses', () => {
  test.each<[string, (json: any) => void, string]>([
    ['another format', (json) => (json.format = 'ctrf'), '/format const'],
    ['another version', (json) => (json.version = 2), '/version const'],
    ['a missing key', (json) => delete json.run.seed, '/run required'],
    ['an unknown key', (json) => (json.sheets[0].checks[0].score = 1), '/sheets/0/checks/0 additionalProperties'],
    ['an unknown verdict', (json) => (json.sheets[0].checks[0].status = 'skipped'), '/sheets/0/checks/0/status enum'],
    ['a negative number of points', (json) => (json.totals.points = -1), '/totals/points minimum'],
    [
      'bytes as plain text',
      (json) => (json.sheets[0].checks[0].output[0].head = 'hello'),
      '/sheets/0/checks/0/output/0/head type',
    ],
    [
      'bytes that are no base64',
      (json) => (json.sheets[0].checks[0].output[0].head.base64 = 'a b'),
      '/sheets/0/checks/0/output/0/head/base64 pattern',
    ],
    [
      'an event of no known kind',
      (json) => (json.sheets[0].checks[0].exchange.events[0].kind = 'shout'),
      '/sheets/0/checks/0/exchange/events/0 oneOf',
    ],
    [
      'a message without its bytes',
      (json) => delete json.sheets[0].checks[0].exchange.events[2].data,
      '/sheets/0/checks/0/exchange/events/2 oneOf',
    ],
  ])('%s', (_what, change, complaint) => {
    expect(complaints(change)).toContain(complaint);
  });
});
