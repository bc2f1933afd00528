import type { CheckSpec, FrameSpec, PeerSpec, Step } from '../model/spec.js';
import type { Expression } from '../model/value.js';
import { compute } from '../value/expression.js';
import { rangeAt, type Path } from '../yaml/tree.js';
import { innerSteps, reportFlow } from './check-flow.js';
import { checksById, modelsOf } from './check-models.js';
import { readSharing } from './check-sharing.js';
import { reportLimit } from './check-limit.js';
import { reportMessages } from './check-messages.js';
import { reportNobody } from './check-nobody.js';
import { reportSilence } from './check-silence.js';
import { reportStarts } from './check-starts.js';
import { demandActor } from './demand-actor.js';
import { IdleNames } from './idle-names.js';
import type { Check, Program } from './generated/authored.js';
import { ProblemList } from './problem-list.js';
import { readDamage } from './read-damage.js';
import { readExpression } from './read-expression.js';
import { readFiles } from './read-files.js';
import { readPlays } from './read-plays.js';
import { readHint, readHints } from './read-hints.js';
import { demandFit, frameFits, readFrame } from './read-frame.js';
import { Flow } from './flow.js';
import { readTime } from './read-time.js';
import { readSteps } from './read-steps.js';
import type { StepsContext } from './steps-context.js';
import { paramsInSight, readVariables } from './read-variables.js';
import type { Reading } from './reading.js';
import { pathsIn, top, type WordOf } from './shape-paths.js';
import { Sight } from './sight.js';

const DEFAULT_WITHIN_MS = 2000;
const DEFAULT_LIMIT_MS = 20_000;

/** These say what is checked; a check that is like another has them too, unless it says otherwise. */
const INHERITED: ReadonlySet<WordOf<Check>> = new Set<WordOf<Check>>([
  'steps',
  'frame',
  'within',
  'limit',
  'extra',
  'hold',
  'fresh',
  'files',
  'plays',
  'cases',
  'for_any',
  'tries',
]);

/** Reads the checks, in the order of the file. */
export function readChecks(reading: Reading): CheckSpec[] {
  const byId = checksById(reading);
  const names = new IdleNames();
  const own = reading.problems;
  const borrowed: { readonly path: Path; readonly problems: ProblemList }[] = [];
  const readAside = (path: Path, models: readonly Path[], problems: ProblemList): CheckSpec => {
    reading.problems = problems;
    const check = readCheck(reading, path, models, names);
    reading.problems = own;
    return check;
  };
  const checks = reading.items(top('checks')).flatMap((path) => {
    const when = readWhen(reading, path);
    const models = modelsOf(reading, path, byId);
    if (when === false) {
      // What is wrong with it is told where it exists; but the blocks and parameters that it uses are not idle.
      readAside(path, models, new ProblemList());
      return [];
    }
    if (models.length === 0) return [{ ...readCheck(reading, path, models, names), ...(when && { when }) }];
    const problems = new ProblemList();
    borrowed.push({ path, problems });
    return [{ ...readAside(path, models, problems), ...(when && { when }) }];
  });
  for (const { path, problems } of borrowed) reportBorrowed(reading, path, problems);
  names.refuse(reading);
  return checks;
}

/** False where the parameters are such that there is no such check. */
function readWhen(reading: Reading, path: Path): Expression | undefined | false {
  const when = pathsIn<Check>(path)('when');
  const source = reading.text(when);
  if (source === undefined) return undefined;
  const wants = { held: 'true or false', by: 'when' } as const;
  const expression = readExpression(reading, { path: when, source, wants }, paramsInSight(reading));
  const values = Object.fromEntries([...reading.params].map(([name, { value }]) => [name, value]));
  const isKnown = Object.keys(expression?.names ?? {}).every((name) => reading.params.has(name));
  const computed = expression && isKnown ? compute(expression, values) : undefined;
  if (computed && 'failure' in computed)
    reading.report({
      code: 'E032',
      path: when,
      message: `this has no value: ${computed.failure}`,
      suggestion: 'compare a parameter with what it may be',
    });
  return computed && 'value' in computed && computed.value === false ? false : expression;
}

/** What is wrong with borrowed steps only here, and not where they were written, is the fault of the check that borrows them. */
function reportBorrowed(reading: Reading, path: Path, problems: ProblemList): void {
  const { start, end } = rangeAt(reading.tree, path);
  const like = pathsIn<Check>(path)('like');
  for (const problem of problems.all()) {
    const { line } = problem.origin.start;
    if (line >= start.line && line <= end.line) reading.reportAt(problem.origin, problem);
    else if (!reading.problems.has(problem))
      reading.report({
        code: problem.code,
        path: like,
        message: `what "${reading.text(like) ?? ''}" says on line ${line} does not work here: ${problem.message}`,
        ...(problem.suggestion !== undefined && { suggestion: problem.suggestion }),
      });
  }
}

function readCheck(reading: Reading, path: Path, models: readonly Path[], names: IdleNames): CheckSpec {
  const own = pathsIn<Check>(path);
  const at = (word: WordOf<Check>): Path =>
    pathsIn<Check>(
      (INHERITED.has(word) ? [path, ...models].find((place) => reading.has([...place, word])) : undefined) ?? path,
    )(word);
  const variables = readVariables(reading, {
    cases: at('cases'),
    forAny: at('for_any'),
    tries: at('tries'),
    data: [top('data'), ...models.toReversed().map((model) => pathsIn<Check>(model)('data')), own('data')],
  });
  const frame = readFrame(reading, at('frame'));
  const frameOf = (peer: PeerSpec): FrameSpec => (frame && frameFits(reading, frame, peer.over) ? frame : peer.frame);
  const limitMs = duration(reading, [at('limit'), top('limit')], DEFAULT_LIMIT_MS);
  const { steps, complete } = readAllSteps(
    reading,
    at('steps'),
    { except: own('except'), borrowed: models.length > 0 },
    {
      names,
      flow: new Flow(variables.sight),
      withinMs: duration(reading, [at('within'), top('within')], DEFAULT_WITHIN_MS),
      frameOf,
    },
  );
  if (frame && complete)
    demandFit(
      reading,
      at('frame'),
      frame,
      peersOf(reading, steps).map((peer) => peer.over),
    );
  const hint = readHint(reading, own('hint'), variables.sight);
  const id = reading.text(own('id')) ?? '';
  if (reading.has(own('seeds')) && variables.forAny)
    reading.report({
      code: 'E016',
      path: own('seeds'),
      on: 'key',
      message: '"seeds" and "for_any" both choose the chances',
      suggestion: 'keep one of the two',
    });
  const read: Omit<CheckSpec, 'sharesPrograms'> = {
    id,
    name: reading.text(own('name')) ?? id.replace(/[-_]+/g, ' '),
    points: reading.number(own('points')) ?? 1,
    tags: reading.texts(own('tags')),
    needs: reading.texts(own('needs')),
    ...(reading.has(at('plays')) && { plays: readPlays(reading, at('plays')) }),
    hidden: reading.scalar(own('hidden')) === true,
    ...(hint !== undefined && { hint }),
    hints: readHints(reading, own('hints'), variables.sight),
    data: variables.data,
    cases: variables.cases,
    seeds: reading.items(own('seeds')).map((seed) => reading.number(seed) ?? 0),
    ...(variables.forAny && { forAny: variables.forAny }),
    damage: readDamage(reading, own('damage')),
    frames: Object.fromEntries(Object.values(reading.peers).map((peer) => [peer.name, frameOf(peer)])),
    files: readAllFiles(reading, at('files'), variables.sight, reading.keys(at('for_any'))),
    extraOk: reading.text(at('extra')) === 'ok',
    holdsPort: reading.text(at('hold')) === 'port',
    limitMs,
    steps,
    origin: rangeAt(reading.tree, reading.has(own('id')) ? own('id') : path),
  };
  const check: CheckSpec = {
    ...read,
    sharesPrograms: complete && readSharing(reading, { fresh: at('fresh'), files: at('files') }, read),
  };
  names.useActors(reading, check);
  if (complete) {
    reportFlow(reading, reading.has(own('steps')) ? own('steps') : own('like'), check);
    reportStarts(reading, check);
    reportNobody(reading, check, at('hold'));
    reportSilence(reading, check);
    reportMessages(reading, check);
    reportLimit(reading, check, [at('limit'), top('limit')]);
  }
  return check;
}

/** What the spec puts into the folders of its programs, and what the check adds. Both are there before any value is chosen. */
function readAllFiles(reading: Reading, path: Path, sight: Sight, chosen: readonly string[]): CheckSpec['files'] {
  const ofSpec = new Set(reading.keys(top('data')));
  const known = new Sight(new Map([...sight.entries].filter(([name]) => !chosen.includes(name))), sight.isOpen);
  const always = new Sight(
    new Map([...known.entries].filter(([name]) => ofSpec.has(name) || reading.params.has(name))),
    sight.isOpen,
  );
  for (const program of reading.keys(path))
    if (!reading.isRefused([...path, program])) demandActor(reading, [...path, program], program, ['program']);
  const programs = Object.keys(reading.programs).map((program) => {
    const own = readFiles(reading, pathsIn<Program>([...top('programs'), program])('files'), always);
    return [program, { ...own, ...readFiles(reading, [...path, program], known) }] as const;
  });
  return Object.fromEntries(programs.filter(([, files]) => Object.keys(files).length > 0));
}

/** The steps of a check without those of the actors it leaves out; `complete` where none had to be skipped. */
function readAllSteps(
  reading: Reading,
  path: Path,
  { except, borrowed }: { readonly except: Path; readonly borrowed: boolean },
  context: Pick<StepsContext, 'names' | 'flow' | 'withinMs' | 'frameOf'>,
): { readonly steps: Step[]; readonly complete: boolean } {
  let complete = reading.kind(path) === 'list';
  const leftOut = new Set<string>();
  const steps = readSteps(reading, path, {
    ...context,
    blocks: [],
    except: borrowed ? reading.texts(except) : [],
    leaveOut: (actor) => leftOut.add(actor),
    incomplete: () => (complete = false),
  });
  for (const item of reading.items(except)) {
    const actor = reading.text(item) ?? '';
    if (!demandActor(reading, item, actor, ['peer', 'program', 'link']) || leftOut.has(actor) || !complete || !borrowed)
      continue;
    reading.report({
      code: 'E018',
      path: item,
      message: `there is no step of "${actor}" that could be left out`,
      suggestion: 'take it away',
    });
  }
  return { steps, complete };
}

function peersOf(reading: Reading, steps: readonly Step[]): PeerSpec[] {
  return steps.flatMap((step) => {
    const peer = step.actor === undefined ? undefined : reading.peers[step.actor];
    return [...(peer ? [peer] : []), ...peersOf(reading, innerSteps(reading, step))];
  });
}

function duration(reading: Reading, paths: readonly Path[], otherwise: number): number {
  const written = paths.map((path) => readTime(reading, path)).find((ms) => ms !== undefined);
  return written ?? otherwise;
}
