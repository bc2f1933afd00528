import { sayDuration } from '../model/duration.js';
import { shapes } from '../model/shapes.js';
import type { StepOutcome, TraceEvent } from '../model/trace.js';
import { andThen } from '../model/waiting.js';
import { sayEnd } from '../model/own-end.js';
import type { FindingDraft, JudgeContext, StepKind } from './step-kind.js';
import { done } from './step-kind.js';

/** Opens a connection. A peer's first step does it too, where the spec does not say so. */
export const connect: StepKind<Record<string, never>> = {
  word: 'connect',
  summary: 'opens a new connection (the first step of a peer does so by itself)',
  schema: { const: 'now', description: 'write it alone: `- connect`' },
  modifiers: { within: shapes.duration },
  actors: ['peer'],
  bare: true,
  expects: false,
  connection: () => 'opens',
  read(words) {
    const peer = words.peer;
    if (peer && peer.role.kind !== 'connect')
      words.problem({
        code: 'E027',
        at: 'connect',
        message:
          peer.role.kind === 'listen'
            ? `"${peer.name}" listens: it waits for a program to connect to it`
            : `"${peer.name}" joins a group, in which nobody connects to anybody`,
        suggestion:
          peer.role.kind === 'listen'
            ? 'leave this step out; the first expect waits for the connection'
            : 'leave this step out; it is a member from the beginning',
      });
    return {};
  },
  describe: () => 'connect',
  run: (_args, context) => andThen(context.connect(), (opened) => ('ended' in opened ? opened : done)),
  judge: (_args, outcome, evidence) => judgeUnreachable(outcome, evidence),
};

/** What it proves when a step could not even begin: the program does not let anyone in, or never came. */
export function judgeUnreachable(
  outcome: StepOutcome,
  { program, events, step, links }: JudgeContext,
): FindingDraft | undefined {
  switch (outcome.ended) {
    case 'refused':
      return {
        code: 'refused',
        summary:
          outcome.address === undefined
            ? `${program} did not accept the connection: nothing listens at its port any more`
            : `${program} did not accept the connection to ${outcome.address}: nothing listens at its port there`,
      };
    case 'no-handshake':
      return { code: 'handshake-failed', summary: `there was a connection, but no TLS: ${outcome.handshake ?? ''}` };
    case 'nobody': {
      const known = events();
      const came = known.some((event) => event.type === 'opened' && event.actor === step.actor);
      const again = came ? ' again' : '';
      const end = known.findLast((event) => event.type === 'exited' && `the ${event.program}` === program);
      if (outcome.waitedMs === undefined && end?.type === 'exited')
        return {
          code: 'never-connected',
          summary: `${program} ended (${sayEnd(end)}) and did not contact its server${again}`,
        };
      const waited = sayDuration(outcome.waitedMs ?? 0);
      const lost = sentInVain(known, step.actor, links());
      return lost === 0
        ? { code: 'never-connected', summary: `${program} did not contact its server${again} within ${waited}` }
        : {
            code: 'nothing-came-through',
            summary: `of all that ${program} sent (${lost === 1 ? 'once' : `${lost} times`}) nothing came through: it was lost on the way, on purpose; and nothing more came within ${waited}`,
          };
    }
    case 'exited':
      return { code: 'exited', summary: `${program} had already ended` };
    default:
      return undefined;
  }
}

/** How often something was sent to this actor over links that have damaged something. */
function sentInVain(events: readonly TraceEvent[], actor: string | undefined, links: readonly string[]): number {
  const damaged = new Set(events.flatMap((event) => (event.type === 'damage' ? [event.link] : [])));
  const isHere = (link: string): boolean => links.includes(link) && damaged.has(link);
  return events.filter((event) => event.type === 'relayed' && event.from !== actor && isHere(event.link)).length;
}
