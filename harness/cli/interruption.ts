import { setMaxListeners } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Resolves at the first Ctrl-C (or SIGTERM). A second one ends the process, as it always does. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      forget(stop);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}

/** For those who mark: a signal that is aborted at the first Ctrl-C (or SIGTERM), which is told; and how to listen no more. */
export function abortWhenInterrupted(): { readonly signal: AbortSignal; readonly forget: () => void } {
  const interruption = new AbortController();
  // Every run and every worker listens to it, and hundreds may be under way.
  setMaxListeners(0, interruption.signal);
  const stop = (signal: NodeJS.Signals): void => {
    if (interruption.signal.aborted) return;
    process.stderr.write(
      `\nwiremark: ${signal === 'SIGINT' ? 'interrupted' : 'asked to end'}; ending what was launched\n`,
    );
    interruption.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return { signal: interruption.signal, forget: () => forget(stop) };
}

function forget(stop: (signal: NodeJS.Signals) => void): void {
  for (const signal of SIGNALS) process.off(signal, stop);
}
