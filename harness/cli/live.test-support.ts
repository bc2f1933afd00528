import { once } from 'node:events';
import { wiremark, type Finished } from './command.test-support.js';

/** A command that runs until it is interrupted. */
export interface LiveCommand {
  /** What it has printed so far. */
  readonly printed: () => string;
  /** Resolves with the match once its output has one. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ctrl-C. */
  interrupt(): Promise<Finished>;
  readonly ended: Promise<Finished>;
}

/** Starts the compiled `wiremark` with these words. */
export function liveCommand(words: readonly string[], folder: string): LiveCommand {
  let text = '';
  let pid = 0;
  let output: NodeJS.ReadableStream = process.stdin;
  const ended = wiremark(words, {
    folder,
    onStarted(child) {
      pid = child.pid ?? 0;
      output = child.stdout as NodeJS.ReadableStream;
      output.on('data', (piece: string) => (text += piece));
    },
  });
  const over = ended.then(() => 'over' as const);
  return {
    printed: () => text,
    ended,
    async shows(pattern) {
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        const next = await Promise.race([once(output, 'data'), over]);
        if (next === 'over') throw new Error(`it ended without ${String(pattern)}: ${text}${(await ended).stderr}`);
      }
    },
    interrupt() {
      process.kill(pid, 'SIGINT');
      return ended;
    },
  };
}
