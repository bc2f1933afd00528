import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = resolve('.');
const read = (path: string): any => parse(readFileSync(path, 'utf8'));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiremark-examples-'));
  mkdirSync(join(folder, 'work'));
  copyFileSync('fixtures/mutants/tcp-echo/uppercases.py', join(folder, 'work', 'server.py'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every string of a document. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe('the action', () => {
  const action = read('action.yml');
  const environment = (over: Record<string, string>): Record<string, string> => ({
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    RUNNER_TEMP: folder,
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    SPEC: 'tcp-echo',
    FOLDER: 'work',
    SPEC_REPOSITORY: '',
    SPEC_COMMIT: '',
    TOKEN: '',
    ...over,
  });
  const run = (over: Record<string, string> = {}): { status: number | null; stdout: string; stderr: string } =>
    spawnSync('bash', [join(root, 'scripts/action.sh')], { cwd: folder, env: environment(over), encoding: 'utf8' });
  const outputs = (): Record<string, string> =>
    Object.fromEntries(
      readFileSync(join(folder, 'output'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    ) as Record<string, string>;

  test('every output is one that the check gives, every input reaches it', () => {
    const check = action.runs.steps.at(-1);
    expect(check.id).toBe('check');
    for (const name of Object.keys(action.inputs)) expect(texts(check.env)).toContain(`\${{ inputs.${name} }}`);
    expect(run().status).toBe(1);
    for (const [name, { value }] of Object.entries<any>(action.outputs)) {
      expect(value).toBe(`\${{ steps.check.outputs.${name} }}`);
      expect(outputs()).toHaveProperty(name);
    }
    expect(outputs()).toMatchObject({ points: expect.stringMatching(/^\d+$/), 'max-points': '20', verdict: 'failed' });
    expect(readdirSync(outputs()['reports'] ?? '')).toContain('latest');
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toContain('### tcp-echo, work:');
  });

  test('no script is put together from what somebody else has chosen', () => {
    for (const step of action.runs.steps) expect(step.run ?? '').not.toContain('${{');
    expect(execFileSync('bash', ['-n', 'scripts/action.sh'], { encoding: 'utf8' })).toBe('');
  });

  test('a spec of the submission’s own is refused', () => {
    writeFileSync(join(folder, 'easy.yaml'), 'spec: 1\n');
    const { status, stderr } = run({ SPEC: 'easy.yaml' });
    expect(stderr).toBe(
      'wiremark: "easy.yaml" is a file, which would be the submission\'s own: say in which spec-repository it is\n',
    );
    expect(status).toBe(2);
  });

  test('a spec of another repository is taken from its commit, and only from there', () => {
    const git = (...words: string[]): string =>
      execFileSync('git', ['-C', join(folder, 'OWNER/specs'), ...words], { encoding: 'utf8' });
    mkdirSync(join(folder, 'OWNER/specs'), { recursive: true });
    execFileSync('git', ['init', '--quiet', join(folder, 'OWNER/specs')]);
    const spec = (points: number): string =>
      `spec: 1\nname: Echo\nprograms: { server: { run: { server.py: "python3 server.py \${port}" } } }\npeers: { c: { connect: server } }\nchecks:\n  - id: shout\n    points: ${points}\n    steps:\n      - { send: "hello", expect: "HELLO" }\n`;
    const commit = (points: number): string => {
      writeFileSync(join(folder, 'OWNER/specs/lab.yaml'), spec(points));
      git('add', '.');
      git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '--quiet', '-m', String(points));
      return git('rev-parse', 'HEAD').trim();
    };
    const first = commit(3);
    commit(5);
    const from = { SPEC: 'lab.yaml', SPEC_REPOSITORY: 'OWNER/specs', GITHUB_SERVER_URL: `file://${folder}` };
    const { status, stderr } = run({ ...from, SPEC_COMMIT: first });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(outputs()).toMatchObject({ points: '3', 'max-points': '3', verdict: 'passed' });
    const moved = run({ ...from, SPEC_COMMIT: 'main' });
    expect(moved.stderr).toBe(
      'wiremark: spec-commit must be all 40 digits of a commit, not "main": a branch or a tag may be moved\n',
    );
    expect(moved.status).toBe(2);
  });
});

describe('the workflow for GitHub Classroom', () => {
  const workflow = read('examples/github-classroom/.github/workflows/classroom.yml');
  const { steps } = workflow.jobs.grade;

  test('hands the action’s result to the reporter of Classroom', () => {
    const action = steps.find(({ id }: any) => id !== undefined);
    const reporter = steps.at(-1);
    expect(reporter.uses).toMatch(/^classroom-resources\/autograding-grading-reporter@/);
    expect(reporter.with.runners).toBe(action.id);
    expect(reporter.env).toEqual({
      [`${action.id.toUpperCase()}_RESULTS`]: `\${{ steps.${action.id}.outputs.result }}`,
    });
    expect(Object.keys(read('action.yml').inputs)).toEqual(expect.arrayContaining(Object.keys(action.with)));
  });

  test('pins wiremark by a commit, and asks for no more than it needs', () => {
    expect(steps.map(({ uses }: any) => uses)).toContainEqual(expect.stringMatching(/^OWNER\/wiremark@[0-9a-f]{40}$/));
    expect(workflow.permissions).toEqual({ contents: 'read', checks: 'write', actions: 'read' });
  });
});

describe('the pipeline for GitLab', () => {
  test('takes the version from this package, and keeps what the check writes', () => {
    const { variables, check } = read('examples/gitlab/course-ci.yml');
    expect(variables.WIREMARK_VERSION).toBe(read('package.json').version);
    const command = check.script.find((line: string) => line.includes('wiremark check'));
    expect(command).toContain(`--junit ${check.artifacts.reports.junit}`);
  });
});

describe('the autograder for Gradescope', () => {
  /** With `wiremark` on the path, as setup.sh installs it. */
  const run = (files: (submission: string) => void): { status: number | null; results: any } => {
    const autograder = join(folder, 'autograder');
    mkdirSync(join(autograder, 'submission'), { recursive: true });
    mkdirSync(join(folder, 'bin'));
    symlinkSync(join(root, 'bin/wiremark.js'), join(folder, 'bin/wiremark'));
    files(join(autograder, 'submission'));
    const { status } = spawnSync('bash', [join(root, 'examples/gradescope/run_autograder')], {
      env: {
        PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
        HOME: process.env['HOME'],
        AUTOGRADER: autograder,
      },
    });
    return { status, results: JSON.parse(readFileSync(join(autograder, 'results/results.json'), 'utf8')) };
  };

  test('writes results, and does not fail itself because a submission does', () => {
    const { status, results } = run((submission) =>
      copyFileSync('fixtures/mutants/tcp-echo/uppercases.py', join(submission, 'server.py')),
    );
    expect(status).toBe(0);
    expect(results.tests.length).toBeGreaterThan(3);
    expect(results.output).toMatch(/^\d+ of 20 points$/);
  });

  test('says what is wrong with a submission that cannot be checked', () => {
    const { status, results } = run((submission) => writeFileSync(join(submission, 'notes.txt'), 'later'));
    expect(status).toBe(0);
    expect(results).toMatchObject({
      score: 0,
      tests: [],
      output: expect.stringContaining('there is no program for tcp-echo'),
    });
  });

  test.each(['setup.sh', 'run_autograder'])('%s is a script that bash can read', (name) => {
    expect(execFileSync('bash', ['-n', join('examples/gradescope', name)], { encoding: 'utf8' })).toBe('');
  });
});
