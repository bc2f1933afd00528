import type { Sheet } from '../model/report.js';
import type { MarkRequest, OnCheck, WorkerMarker } from './marker.js';

/** Has a worker mark; one that tells nothing for too long is ended, so that no submission can stop a batch. */
export async function markWatched(
  marker: WorkerMarker,
  request: MarkRequest,
  silenceMs: number,
  onCheck: OnCheck,
): Promise<Sheet> {
  let isSilent = false;
  const watchdog = setTimeout(() => {
    isSilent = true;
    marker.kill();
  }, silenceMs);
  try {
    return await marker.mark(request, (report, traces) => {
      watchdog.refresh();
      return onCheck(report, traces);
    });
  } catch (error) {
    throw isSilent
      ? new Error(`its worker told nothing for ${Math.round(silenceMs / 60_000)} minutes, and was ended`)
      : error;
  } finally {
    clearTimeout(watchdog);
  }
}
