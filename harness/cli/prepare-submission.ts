import { relative } from 'node:path';
import type { IntakeStudent } from '../intake/student.js';
import type { MarkRequest } from '../marking/marker.js';
import type { Prepared } from '../marking/prepared.js';
import { quoted } from '../model/command.js';
import type { Submission } from '../model/plan.js';
import { makePlan } from '../plan/make-plan.js';
import { visibleString } from '../reporters/visible-text.js';
import { findLaunches } from '../submission/find-launches.js';
import { languages } from '../submission/languages/index.js';
import type { Manifest } from '../submission/manifest.js';
import { folderOfPrograms } from '../submission/survey.js';
import { proposed } from './launch-questions.js';
import type { LoadedSpec } from './load-spec.js';
import { manifestIn } from './manifest-in.js';
import { whyTooLarge } from './too-large.js';

export interface PrepareOptions {
  readonly specs: readonly LoadedSpec[];
  /** Commands by program, from `--run`. */
  readonly commands: Readonly<Record<string, string>>;
  readonly seed: string;
  readonly slow: number;
}

/** What is to be run of one submission of a class. The student's own `wiremark.yaml` says how programs start, never by what they are marked. */
export function prepareSubmission(student: IntakeStudent, folder: string, options: PrepareOptions): Prepared {
  const root = folderOfPrograms(folder);
  const large = whyTooLarge(root);
  if (large) return { kind: 'unclear', reason: large.why, settle: large.advice };
  const manifest = manifestIn(root);
  if ('problem' in manifest) return { kind: 'no-program', reason: manifest.problem };
  const requests: MarkRequest[] = [];
  const missing: string[] = [];
  for (const loaded of options.specs) {
    const found = findSubmission(student, root, loaded, manifest.manifest, options.commands);
    if ('unclear' in found) return { kind: 'unclear', reason: found.unclear, settle: found.settle };
    if ('missing' in found) missing.push(found.missing);
    // Of several specs one may lack its program: its checks fail for that, and those of the others count.
    const nothing = { name: student.name, ...handedInAs(student), root, launches: {} };
    requests.push(requestOf(loaded, 'missing' in found ? nothing : found.submission, options));
  }
  return missing.length === options.specs.length
    ? { kind: 'no-program', reason: missing.join('; ') }
    : { kind: 'requests', requests };
}

function findSubmission(
  student: IntakeStudent,
  root: string,
  { spec }: LoadedSpec,
  manifest: Manifest | undefined,
  commands: Readonly<Record<string, string>>,
):
  | { readonly submission: Submission }
  | { readonly missing: string }
  | { readonly unclear: string; readonly settle: string } {
  const given = Object.fromEntries(Object.entries(commands).filter(([program]) => program in spec.programs));
  const { root: inner, launches, problems, doubts } = findLaunches(spec, { folder: root, given, manifest, languages });
  if (problems.length > 0) return { missing: problems.join('; ') };
  const [doubt] = doubts;
  if (doubt) {
    const [first] = doubt.entries;
    const names = doubt.entries.map(({ name }) => visibleString(name)).join(', ');
    const command = visibleString(proposed(spec.programs[doubt.program], first, relative(root, inner)));
    return {
      unclear: `which of these is the ${doubt.program} for ${spec.id}: ${names}?`,
      settle: `Say it: --run ${quoted(`${student.id}/${doubt.program}=${command}`)}`,
    };
  }
  if (Object.keys(launches).length === 0) return { missing: nothingFound(spec) };
  return { submission: { name: student.name, ...handedInAs(student), root: inner, launches } };
}

function nothingFound({ id, programs }: LoadedSpec['spec']): string {
  const files = Object.values(programs).flatMap(({ run }) =>
    run.flatMap(({ file }) => (file === undefined ? [] : [file])),
  );
  const verb = Object.values(programs)[0]?.over === undefined ? 'connects' : 'listens';
  return `there is no program for ${id}: looked for ${files.join(', ')}, then for any source that ${verb}`;
}

/** What its student calls it. */
function handedInAs({ work }: IntakeStudent): Pick<Submission, 'folder' | 'isFile'> {
  const [only, ...others] = work.kind === 'items' ? work.items : [];
  if (!only || others.length > 0) return { folder: 'submission' };
  return { folder: only.name, ...(only.as === 'file' && { isFile: true }) };
}

function requestOf(
  { spec, file, sha256 }: LoadedSpec,
  submission: Submission,
  { seed, slow }: PrepareOptions,
): MarkRequest {
  return {
    plan: makePlan(spec, submission, { seed, slow, only: () => true }),
    again: `npx wiremark check ${spec.id} path/to/your/folder`,
    spec: { file, sha256 },
  };
}
