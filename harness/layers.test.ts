import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/**
 * Which folder may import which, besides itself. Data flows from spec to reporters; imports point the other
 * way. `interface files` are the one file of a family that others may know; the registries only `cli` knows.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  yaml: ['model'],
  value: ['model'],
  match: ['model', 'value'],
  spec: ['model', 'yaml', 'match', 'value'],
  archives: ['model'],
  csv: ['model'],
  rosters: ['model', 'csv'],
  intake: ['model', 'archives', 'csv', 'rosters/read-roster', 'rosters/roster-format'],
  gradebook: ['model', 'yaml', 'csv', 'rosters', 'reporters/shape', 'reporters/visible-text', 'reporters/wording'],
  submission: ['model', 'yaml', 'match'],
  plan: ['model'],
  frames: ['model'],
  transports: ['model'],
  links: ['model', 'match', 'transports/reset-socket'],
  certs: ['model'],
  process: ['model'],
  steps: ['model', 'match', 'value', 'frames/framing'],
  run: [
    'model',
    'match',
    'value',
    'process',
    'certs',
    'steps/step-kind',
    'frames/frame',
    'frames/framing',
    'transports/transport',
    'links/damage',
    'links/link',
    'links/relay',
  ],
  draft: ['model'],
  verdict: [
    'model',
    'match',
    'value',
    'steps/step-kind',
    'frames/cut',
    'frames/frame',
    'frames/framing',
    'diagnoses/diagnosis',
  ],
  diagnoses: ['model', 'match'],
  report: ['model', 'steps/step-kind', 'verdict/judge-check', 'verdict/remarks'],
  reporters: ['model'],
  marking: [
    'model',
    'archives/unpack',
    'intake/student',
    'gradebook',
    'process/remove-tree',
    'report/make-sheet',
    'report/program-output',
    'report/trace-codec',
    'reporters',
  ],
  audit: ['model', 'reporters/visible-text', 'reporters/wording'],
  cli: ['*'],
};

/** What of Node and of npm a folder may use. Pure folders have neither clock nor I/O. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  model: [],
  yaml: ['yaml', 'fastest-levenshtein'],
  value: ['node:crypto', 'node:zlib', '@marcbachmann/cel-js'],
  match: ['re2js'],
  spec: ['node:path'],
  csv: [],
  rosters: [],
  gradebook: ['node:fs/promises', 'node:path', 'yazl'],
  intake: ['node:fs/promises', 'node:path', 'node:crypto'],
  archives: [
    'node:buffer',
    'node:events',
    'node:fs',
    'node:fs/promises',
    'node:path',
    'node:stream',
    'node:zlib',
    'yauzl',
    'tar',
  ],
  submission: ['node:fs', 'node:path'],
  plan: [],
  frames: [],
  certs: ['node:crypto', 'node:net', '@peculiar/x509', 'reflect-metadata'],
  transports: ['node:net', 'node:dgram', 'node:tls'],
  links: ['node:net', 'node:dgram'],
  process: [
    'execa',
    'get-port',
    'node:crypto',
    'node:fs',
    'node:fs/promises',
    'node:os',
    'node:path',
    'node:net',
    'node:dgram',
    'node:stream',
  ],
  steps: [],
  run: ['fast-check', 'node:path'],
  draft: [],
  verdict: [],
  diagnoses: [],
  report: [],
  audit: [],
  marking: [
    'node:crypto',
    'node:fs',
    'node:fs/promises',
    'node:os',
    'node:path',
    'node:stream',
    'node:stream/promises',
    'node:zlib',
  ],
  reporters: [
    'node:fs/promises',
    'node:path',
    'node:util',
    'node:crypto',
    'preact',
    'preact/jsx-runtime',
    'preact-render-to-string',
    'd3-array',
    'd3-scale',
  ],
};

const harness = dirname(fileURLToPath(import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
}

const sources = readdirSync(harness, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.test-support\.tsx?$/.test(path))
  .map((path) => path.replaceAll('\\', '/'));

const imports: readonly Import[] = sources.flatMap((from) => {
  const text = readFileSync(join(harness, from), 'utf8');
  const names = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? '');
  return names.map((name) => ({
    from,
    to: name.startsWith('.')
      ? relative(harness, resolve(harness, dirname(from), name))
          .replaceAll('\\', '/')
          .replace(/\.js$/, '')
      : name,
  }));
});

const folderOf = (path: string): string => path.split('/')[0] ?? '';
const isOurs = ({ to }: Import): boolean => folderOf(to) in MAY_IMPORT && to.includes('/');

describe('the house', () => {
  test('every folder has its place in the table of imports', () => {
    expect(new Set(sources.map(folderOf))).toEqual(new Set(Object.keys(MAY_IMPORT)));
  });

  test('imports point one way', () => {
    const wrong = imports
      .filter((each) => isOurs(each) && folderOf(each.from) !== folderOf(each.to))
      .filter(({ from, to }) => {
        const allowed = MAY_IMPORT[folderOf(from)] ?? [];
        return !allowed.some((name) => name === '*' || name === folderOf(to) || name === to);
      });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('folders use of Node and npm what the table allows', () => {
    const wrong = imports
      .filter((each) => !isOurs(each) && folderOf(each.from) !== 'cli')
      .filter(({ from, to }) => !(MAY_USE[folderOf(from)] ?? []).includes(to));
    expect(wrong.map(({ from, to }) => `${from} uses ${to}`)).toEqual([]);
  });

  test('no file imports itself in a circle', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of imports.filter(isOurs)) {
      const key = from.replace(/\.tsx?$/, '');
      edges.set(key, [...(edges.get(key) ?? []), to]);
    }
    const circles: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
      state.set(file, 'done');
    };
    for (const file of edges.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });

  test('no folder is a drawer for everything', () => {
    expect(sources.filter((path) => /\b(utils?|helpers?|common|misc)\b/.test(path))).toEqual([]);
  });
});
