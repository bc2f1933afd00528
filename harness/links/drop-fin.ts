import type { Damage } from './damage.js';

/**
 * The end of the stream never arrives, as when a machine loses its power: the receiver still thinks that the
 * connection is open. A reset passes, and so does the end of the link itself.
 */
export const dropFin: Damage<Record<string, never>> = {
  word: 'drop_fin',
  summary: 'swallows the end of a stream, so that the connection looks open for ever',
  schema: { const: true, description: 'Write it as `drop_fin: true`.' },
  modifiers: {},
  worksOn: ['stream'],
  instead: 'UDP has no connection that could be closed. To swallow datagrams use "blackhole"',

  read: () => ({}),

  describe: () => 'swallow the FIN',

  open(_args, lane) {
    let last = 0;
    return {
      push(chunk) {
        last = chunk.unit;
        lane.emit(chunk);
      },
      end: () => lane.decide(last, 'ended', 'the FIN behind it is swallowed'),
    };
  },
};
