import { setMaxListeners } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { endAllGroups } from '../process/group.js';
import { isolatedSandbox } from '../process/isolated.js';
import { leavePlaces } from '../process/workplace.js';
import { containedSandbox, plainSandbox, type Sandbox } from '../process/sandbox.js';
import type { Marker } from './marker.js';
import { ownMarker } from './own-marker.js';
import type { FromWorker, ToWorker, WorkerSettings } from './worker-messages.js';

/**
 * Marks in a world of its own, for the command that started it and speaks to it over the channel that Node gives a child
 * process: no socket that a submission could reach. Ends with that channel.
 */
export function work(settings: WorkerSettings): void {
  const { jobs, place, tier } = settings;
  // Copies of submissions, and everything else that is temporary, go where size is bounded.
  process.env['TMPDIR'] = place;
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  const marker = ownMarker(openSandbox(settings), { jobs, variables: process.env, signal: abort.signal });

  process.on('message', (message: ToWorker) => {
    if (message.type === 'abort') abort.abort();
    else void markFor(marker, message);
  });

  // Ctrl-C on a terminal reaches us too, as does what is sent to our whole group; what follows from it is for the command to say.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  process.on('disconnect', () => {
    endAllGroups();
    if (tier === 'isolated') leavePlaces();
    process.exit(0);
  });

  tell({ type: 'ready' });
}

function openSandbox({ tier, place, isRoot }: WorkerSettings): Sandbox {
  if (tier !== 'isolated') return tier === 'contained' ? containedSandbox : plainSandbox;
  const folder = join(place, 'etc');
  mkdirSync(folder);
  return isolatedSandbox({
    path: process.env['PATH'] ?? '',
    isRoot,
    goCache: process.env['GOCACHE'] ?? join(homedir(), '.cache', 'go-build'),
    folder,
  });
}

async function markFor(marker: Marker, { id, request }: ToWorker & { type: 'mark' }): Promise<void> {
  try {
    const sheet = await marker.mark(request, (report, traces) => tell({ type: 'check', id, report, traces }));
    tell({ type: 'sheet', id, sheet });
  } catch (error) {
    tell({ type: 'failed', id, stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function tell(message: FromWorker): void {
  process.send?.(message);
}
