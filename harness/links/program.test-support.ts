import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A real program behind a link. */
export interface Program {
  /** All lines that it has printed, the first one apart where that is its port. */
  readonly lines: readonly string[];
  /** Resolves once it has printed so many lines. */
  printed(count: number): Promise<readonly string[]>;
}

/** Starts one of `fixtures/behind-links`; it is killed when the test is over. */
export function startProgram(name: string, ...words: readonly string[]): Program {
  const child = spawn('python3', [join('fixtures', 'behind-links', name), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => void lines.push(line.trim()));
  return {
    lines,
    async printed(count) {
      while (lines.length < count) await once(reader, 'line');
      return lines.slice(0, count);
    },
  };
}

/** Starts a server that prints its port first. */
export async function startServer(name: string): Promise<Program & { readonly host: string; readonly port: number }> {
  const { lines, printed } = startProgram(name);
  const [port] = await printed(1);
  return {
    host: '127.0.0.1',
    port: Number(port),
    get lines() {
      return lines.slice(1);
    },
    printed: async (count) => (await printed(count + 1)).slice(1),
  };
}
