import { concat, equalBytes, firstDifference, toBytes } from '../model/bytes.js';
import { sayDuration } from '../model/duration.js';
import { evaluate, sizeOf } from '../value/evaluate.js';
import type { Expectation } from '../model/matcher.js';
import type { StepOutcome } from '../model/trace.js';
import type { Comparison } from '../model/verdict.js';
import { compareBytes, excerpt } from '../match/compare.js';
import { describeExpectation, describePredicates } from '../match/describe.js';
import { firstUnmet, meets } from '../match/meets.js';
import { findPattern } from '../match/pattern.js';
import { judgeUnreachable } from './connect.js';
import { exactBytes } from './expect-take.js';
import type { Compared, FindingDraft, JudgeContext } from './step-kind.js';
import { grouped, sayBytes } from '../model/grouped.js';

/** What an expectation's outcome proves: the messages are matched again here, from the trace alone. */
export function judgeExpect(
  { expectation, fromAsked }: { readonly expectation: Expectation; readonly fromAsked: boolean },
  outcome: StepOutcome,
  evidence: JudgeContext,
): FindingDraft | undefined {
  const wrongSource = fromAsked ? judgeSource(outcome, evidence) : undefined;
  if (wrongSource) return wrongSource;
  switch (outcome.ended) {
    case 'mismatch':
      return judgeMismatch(expectation, outcome, evidence);
    case 'silence':
    case 'closed':
    case 'reset':
      return judgeMissing(expectation, outcome, evidence);
    case 'done':
    case 'abandoned':
      return undefined;
    default:
      return judgeUnreachable(outcome, evidence);
  }
}

function judgeSource(outcome: StepOutcome, evidence: JudgeContext): FindingDraft | undefined {
  const stray = outcome.sources?.find((source) => evidence.reachedAt && source.port !== evidence.reachedAt.port);
  if (!stray) return undefined;
  return {
    code: 'wrong-source',
    summary: `the answer came from port ${stray.port}, but ${evidence.program} was asked at port ${evidence.reachedAt?.port}: a client that expects its server would not take it`,
  };
}

function judgeMismatch(expectation: Expectation, outcome: StepOutcome, evidence: JudgeContext): FindingDraft {
  const came = outcome.messages?.at(-1) ?? new Uint8Array();
  const wanted = describeExpectation(expectation, evidence.sight);
  if (outcome.malformed !== undefined) {
    return {
      code: 'malformed',
      summary: `what ${evidence.program} sent is no message: ${outcome.malformed}`,
      comparison: { wanted, actual: excerpt(outcome.rest ?? came) },
    };
  }
  if (expectation.kind === 'unordered') {
    const list = expectation.values.map((value) => evaluate(value, evidence.sight));
    const candidates = missingOf(list, outcome.messages ?? []);
    const closest = candidates.reduce<Uint8Array | undefined>(
      (best, one) => (best && shared(best, came) >= shared(one, came) ? best : one),
      undefined,
    );
    return {
      code: 'reply-differs',
      summary: `message ${outcome.messages?.length} of ${list.length} is none of those expected (${sayBytes(came.length)})`,
      comparison: closest ? compareBytes(closest, came, wanted) : { wanted, actual: excerpt(came) },
    };
  }
  const predicates = 'predicates' in expectation ? expectation.predicates : [];
  const exact = exactBytes(predicates, evidence.sight);
  if (exact)
    return {
      code: 'reply-differs',
      summary: sayDifference(exact, came, evidence),
      comparison: compareBytes(exact, came, wanted),
    };
  const unmet = firstUnmet(predicates, came, evidence.sight);
  return {
    code: 'reply-differs',
    summary: `the answer is not ${unmet ? describePredicates([unmet], evidence.sight) : wanted}`,
    comparison: { wanted, actual: excerpt(came) },
  };
}

function sayDifference(exact: Uint8Array, came: Uint8Array, { program }: JudgeContext): string {
  const at = firstDifference(exact, came);
  if (came.length > exact.length && at === exact.length)
    return `the answer is right, but ${sayBytes(came.length - exact.length)} too many came behind it`;
  if (came.length < exact.length && at === came.length)
    return `the answer ends too early: ${sayBytes(came.length)} of ${grouped(exact.length)}`;
  return at === 0 ? `${program} answered something else` : `the answer differs from byte ${grouped((at ?? 0) + 1)} on`;
}

function judgeMissing(expectation: Expectation, outcome: StepOutcome, evidence: JudgeContext): FindingDraft {
  const rest = outcome.rest ?? new Uint8Array();
  const end = sayEnd(outcome, evidence);
  const wanted = describeExpectation(expectation, evidence.sight);
  const exact = expectation.kind === 'next' ? exactBytes(expectation.predicates, evidence.sight) : undefined;
  const code =
    outcome.ended === 'silence'
      ? rest.length > 0
        ? 'reply-incomplete'
        : 'no-reply'
      : outcome.ended === 'closed'
        ? 'closed-early'
        : 'reset-by-program';
  const total = totalOf(expectation, evidence);
  if (expectation.kind === 'any-bytes' && rest.length > 0)
    return {
      code,
      summary: `got ${grouped(rest.length)} of ${sayBytes(total)}, then ${end}`,
      comparison: { wanted, actual: excerpt(rest) },
    };
  if (total > 1 && expectation.kind !== 'any-bytes') {
    const kind = expectation.kind === 'collect' && expectation.pattern !== undefined ? ' of that kind' : '';
    return {
      code,
      summary: `${outcome.messages?.length ?? 0} of ${total} messages${kind} came, then ${end}`,
      comparison: { wanted, actual: excerpt(rest) },
    };
  }
  if (expectation.kind === 'eventually') {
    const passed = outcome.messages?.length ?? 0;
    const last = outcome.messages?.at(-1);
    return {
      code,
      summary: `${passed === 0 ? 'nothing' : `${passed} message${passed === 1 ? '' : 's'}, but none like that,`} came, then ${end}`,
      comparison: { wanted, actual: excerpt(last ?? rest) },
    };
  }
  const framed =
    exact && evidence.framing && !(expectation.kind === 'next' && expectation.raw)
      ? evidence.framing.encode(exact)
      : exact;
  if (rest.length === 0)
    return { code, summary: sayNothing(outcome, end, evidence), ...comparison(framed, rest, wanted) };
  if (framed && framed.length > rest.length && firstDifference(framed, rest) === rest.length) {
    return {
      code,
      summary: `got ${grouped(rest.length)} of ${sayBytes(framed.length)}, then ${end}`,
      ...comparison(framed, rest, wanted),
    };
  }
  return {
    code,
    summary: `got ${sayBytes(rest.length)}${sayUnended(evidence)}, then ${end}`,
    ...comparison(framed, rest, wanted),
  };
}

/** About bytes that came and are no message. */
export function sayUnended({ framing, over }: JudgeContext): string {
  return framing && framing.name !== 'raw' && over === 'tcp' ? `, which do not end with ${framing.describeEnd()}` : '';
}

/** How many messages it asks for. */
function totalOf(expectation: Expectation, { sight }: JudgeContext): number {
  if (expectation.kind === 'unordered') return expectation.values.length;
  return 'count' in expectation ? sizeOf(expectation.count, sight.bindings) : 1;
}

function comparison(
  exact: Uint8Array | undefined,
  rest: Uint8Array,
  wanted: string,
): { readonly comparison: Comparison } {
  return { comparison: exact ? compareBytes(exact, rest, wanted) : { wanted, actual: excerpt(rest) } };
}

function sayNothing(outcome: StepOutcome, end: string, { program }: JudgeContext): string {
  if (outcome.ended === 'silence') return `${program} sent nothing: ${end}`;
  return outcome.ended === 'closed'
    ? `${program} closed the connection without an answer`
    : `${program} broke the connection off (a reset) without an answer`;
}

function sayEnd(outcome: StepOutcome, { program }: JudgeContext): string {
  if (outcome.ended === 'closed') return `${program} closed the connection`;
  if (outcome.ended === 'reset') return `${program} broke the connection off (a reset)`;
  return `silence for ${sayDuration(outcome.waitedMs ?? 0)}`;
}

/** Those of the list that have not come before the last message. */
function missingOf(list: readonly Uint8Array[], messages: readonly Uint8Array[]): Uint8Array[] {
  const open = [...list];
  for (const message of messages.slice(0, -1)) {
    const at = open.findIndex((one) => firstDifference(one, message) === undefined);
    if (at >= 0) open.splice(at, 1);
  }
  return open;
}

function shared(a: Uint8Array, b: Uint8Array): number {
  return firstDifference(a, b) ?? a.length;
}

/** The bytes that a failed expectation looked for and all that came for it; for those who explain mistakes. */
export function expectedAndActual(
  expectation: Expectation,
  outcome: StepOutcome,
  evidence: Pick<JudgeContext, 'sight' | 'framing'>,
): Compared {
  const rest = outcome.rest ?? toBytes('');
  const messageCame = outcome.ended === 'mismatch';
  const lacksEnd = !messageCame && rest.length > 0 && isWanted(expectation, withoutEnd(rest), evidence);
  const came = { actual: concat([...(outcome.messages ?? []), rest]), ...(lacksEnd && { lacksEnd }) };
  const exact = expectation.kind === 'next' ? exactBytes(expectation.predicates, evidence.sight) : undefined;
  if (!exact) return came;
  return { expected: messageCame || !evidence.framing ? exact : evidence.framing.encode(exact), ...came };
}

/** Whether it waits for a message that says this. */
function isWanted(expectation: Expectation, message: Uint8Array, { sight }: Pick<JudgeContext, 'sight'>): boolean {
  switch (expectation.kind) {
    case 'next':
    case 'eventually':
      return meets(expectation.predicates, message, sight);
    case 'collect':
      return expectation.pattern !== undefined && findPattern(expectation.pattern, message) !== undefined;
    case 'unordered':
      return expectation.values.some((value) => equalBytes(evaluate(value, sight), message));
    case 'any':
    case 'any-bytes':
      return false;
  }
}

/** What ends a message in another protocol than this belongs to none. */
function withoutEnd(bytes: Uint8Array): Uint8Array {
  const last = bytes.findLastIndex((byte) => byte !== 0x0d && byte !== 0x0a && byte !== 0x00);
  return bytes.subarray(0, last + 1);
}
