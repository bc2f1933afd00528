import { visibleString } from '../reporters/visible-text.js';
import { counted } from '../reporters/wording.js';
import { idsOf, type Audited } from './audited.js';
import { of, type Gap } from './find-gaps.js';

export interface AuditOfSpec {
  readonly spec: string;
  readonly checks: readonly string[];
  readonly audited: readonly Audited[];
  readonly gaps: readonly Gap[];
}

/** One spec's audit as plain text: who caught what, and what is missing. */
export function sayAudit({ spec, checks, audited, gaps }: AuditOfSpec): string {
  const references = of(audited, 'reference');
  const mutants = of(audited, 'mutant');
  const given = of(audited, 'given');
  const failed = audited.filter(({ kind }) => kind !== 'reference');
  return [
    `${spec}: ${counted(checks.length, 'check')}, ${counted(references.length, 'run')} of references, ${counted(mutants.length, 'mutant')}${given.length > 0 ? `, ${counted(given.length, 'other program')}` : ''}`,
    ...list('what each check catches', checks, (check) =>
      failed.filter((each) => idsOf(each, 'failed').includes(check)).map(({ program }) => program),
    ),
    ...list(
      'how each program is caught',
      failed.map(({ program }) => program),
      (program) => failed.filter((each) => each.program === program).flatMap((each) => idsOf(each, 'failed')),
    ),
    ...(gaps.length === 0 ? ['', '  no gap'] : ['', ...gaps.map((gap) => `  gap: ${sayGap(gap)}`)]),
  ].join('\n');
}

function list(title: string, names: readonly string[], found: (name: string) => readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const width = Math.min(36, Math.max(...names.map((name) => visibleString(name).length)));
  const lines = names.map((name) => {
    const all = found(name);
    return `    ${visibleString(name).padEnd(width)}  ${all.length === 0 ? 'nothing' : visibleString(someOf(all))}`;
  });
  return ['', `  ${title}`, ...lines];
}

function someOf(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return names.slice(0, MOST_NAMED).join(', ') + more;
}

/** More names than that on a line are not read. */
const MOST_NAMED = 4;

function sayGap(gap: Gap): string {
  switch (gap.kind) {
    case 'reference-fails':
      return `${visibleString(gap.program)} should pass everything, but fails ${gap.check} (seed ${gap.seed}): ${visibleString(gap.why)}`;
    case 'mutant-passes':
      return `${visibleString(gap.program)} has a mistake, and passes everything: a check is missing, or one looks away`;
    case 'idle-check':
      return `no program fails ${gap.check}: nobody knows that it can fail; write a program with the mistake that it is about${sayBlocked(gap.blockedIn)}`;
    case 'no-verdict':
      return `${visibleString(gap.program)} got no verdict from ${gap.check}: ${visibleString(gap.why)}`;
  }
}

function sayBlocked(programs: readonly string[]): string {
  if (programs.length === 0) return '';
  return `, or let it need less: it was not tried in ${visibleString(someOf(programs))}, where a check that it needs failed`;
}
