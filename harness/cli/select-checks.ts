import type { Submission } from '../model/plan.js';
import type { CheckSpec, Spec } from '../model/spec.js';
import { playedIn } from '../plan/make-plan.js';
import { involvedPrograms } from '../run/involved.js';
import { suggest } from '../yaml/near.js';
import { registries } from './registries.js';
import { UsageError } from './usage-error.js';

export interface Selection {
  readonly only: readonly string[];
  /** `udp and not slow`. */
  readonly tag: string | undefined;
  /** Ids that did not pass in the last run; undefined where that was not asked for. */
  readonly failed: ReadonlySet<string> | undefined;
}

/** Which checks of these specs are to be run. A name that no spec has is refused. */
export function selectChecks(
  specs: readonly Spec[],
  selection: Selection,
): (spec: Spec) => (check: CheckSpec) => boolean {
  const known = specs.flatMap((spec) => spec.checks.map(({ id }) => id));
  // Ids have no comma: who writes one means several.
  const only = selection.only.flatMap((id) => id.split(',')).filter((id) => id !== '');
  for (const id of only) {
    if (!known.includes(id)) throw new UsageError(`there is no check "${id}" (${suggest(id, known)})`);
  }
  const byTag =
    selection.tag === undefined
      ? () => true
      : parseTags(selection.tag, new Set(specs.flatMap((spec) => spec.checks.flatMap(({ tags }) => tags))));
  return (spec) => (check) =>
    (only.length === 0 || only.includes(check.id)) &&
    byTag(check.tags) &&
    (selection.failed === undefined || selection.failed.has(`${spec.id} ${check.id}`));
}

/** A check is about a submission that plays one of its programs, while there are references for the others. */
export function playable(spec: Spec, { plays, references = {} }: Submission): (check: CheckSpec) => boolean {
  return (check) => {
    if (!plays) return true;
    const played = playedIn(check, plays) ?? [];
    const involved = involvedPrograms(spec, check.steps, registries.steps).map(({ name }) => name);
    return (
      involved.some((name) => played.includes(name)) &&
      involved.every((name) => played.includes(name) || name in references)
    );
  };
}

export function both<T>(one: (thing: T) => boolean, other: (thing: T) => boolean): (thing: T) => boolean {
  return (thing) => one(thing) && other(thing);
}

/** `a and b`, `a or not b`, with `and` binding tighter. */
function parseTags(text: string, known: ReadonlySet<string>): (tags: readonly string[]) => boolean {
  const alternatives = text.split(/\s+or\s+/).map((alternative) =>
    alternative.split(/\s+and\s+/).map((term) => {
      const [, not, tag] = /^\s*(not\s+)?([A-Za-z0-9][\w-]*)\s*$/.exec(term) ?? [];
      if (tag === undefined)
        throw new UsageError(
          `--tag "${text}" is not understood\nWrite tags with "and", "or" and "not": --tag 'udp and not slow'`,
        );
      if (!known.has(tag))
        throw new UsageError(`no check has the tag "${tag}" (tags: ${[...known].join(', ') || 'none'})`);
      return { tag, wanted: not === undefined };
    }),
  );
  return (tags) => alternatives.some((terms) => terms.every(({ tag, wanted }) => tags.includes(tag) === wanted));
}
