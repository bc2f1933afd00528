import { shapes } from '../model/shapes.js';
import type { LaunchTarget, StepKind } from './step-kind.js';

interface StartArgs {
  readonly program: string;
  readonly target: LaunchTarget;
}

/** Launches a program that the spec marks `start: by step`. Done once it is ready. */
export const start: StepKind<StartArgs> = {
  word: 'start',
  summary: 'launches a program; `start: { client: { port: evil } }` says whom it is told to talk to',
  schema: {
    type: ['string', 'object'],
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: {
      type: 'object',
      properties: {
        port: {
          type: 'string',
          description: 'the peer or program whose port it is given, or `unused`: a port where nobody listens',
        },
        host: { type: 'string', description: 'the host name that it is given' },
      },
      additionalProperties: false,
    },
    description: 'the program to launch',
  },
  modifiers: { within: shapes.duration },
  actors: ['none'],
  bare: false,
  expects: false,
  connection: () => 'none',
  program: ({ program, target }) => ({
    kind: 'starts',
    program,
    ...(target.port === 'unused' ? { alone: true } : target.port !== undefined && { towards: target.port }),
  }),
  read(words) {
    const value = words.data('start');
    if (typeof value === 'string') {
      words.actor('start', value, ['program']);
      return { program: value, target: {} };
    }
    const inside = words.inside('start');
    const program = Object.keys(value as object)[0] ?? '';
    inside.actor(program, program, ['program']);
    const target = inside.inside(program);
    const port = target.text('port');
    const host = target.text('host');
    if (port !== undefined && port !== 'unused') target.actor('port', port, ['peer', 'program']);
    return { program, target: { ...(port !== undefined && { port }), ...(host !== undefined && { host }) } };
  },
  describe: (args) =>
    `start the ${args.program}${args.target.host ? ` with the host ${args.target.host}` : ''}${args.target.port === 'unused' ? ' with a port where nobody listens' : args.target.port ? ` with the port of ${args.target.port}` : ''}`,
  names: (args) => [args.program, ...(args.target.port === undefined ? [] : [args.target.port])],
  run: (args, context) => context.launch(args.program, args.target),
  judge: () => undefined,
};
