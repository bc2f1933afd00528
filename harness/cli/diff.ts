import { diffMarkings } from '../marking/diff-markings.js';
import { loadMarking, type LoadedMarking } from '../marking/load-marking.js';
import { EXIT, UsageError } from './usage-error.js';

/** Shows whose mark differs between two runs. Exit code 0 where nothing does, 1 where something does. */
export async function diff(before: string, after: string): Promise<number> {
  const [old, now] = [await load(before), await load(after)];
  const { text, isEmpty } = await diffMarkings(old, now);
  process.stdout.write(text);
  return isEmpty ? EXIT.passed : EXIT.failed;
}

async function load(path: string): Promise<LoadedMarking> {
  const loaded = await loadMarking(path);
  if ('problem' in loaded)
    throw new UsageError(`${loaded.problem}\nGive the folder of a marking, or of a check: reports/latest`);
  return loaded;
}
