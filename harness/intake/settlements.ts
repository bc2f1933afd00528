/** What a person has decided about an input, as flags of the command that reads it. */
export interface Settlements {
  /** The word of a convention: how all names are to be read. */
  readonly convention?: string;
  /** The only folder of an archive, where it stands for the archive and not for a student. */
  readonly inside?: string;
  /** Names at the top that are nobody's. */
  readonly ignore: readonly string[];
  /** What counts of several files with an archive among them. */
  readonly several?: 'together' | 'archive';
  /** What counts of one student's work, by id. */
  readonly pick: Readonly<Record<string, string>>;
  /** Archives in archives are opened. */
  readonly nested: 'refuse' | 'unpack';
  /** What the names of clones begin with. */
  readonly prefix?: string;
}

export const UNSETTLED: Settlements = { ignore: [], pick: {}, nested: 'refuse' };

/** The flags that settle what an input leaves open, for the command line and its help. */
export const SETTLING_FLAGS: readonly { readonly flag: string; readonly about: string }[] = [
  { flag: '--convention <word>', about: 'how names are read: moodle, canvas, classroom, names or files' },
  { flag: '--inside <folder>', about: 'the folder of the archive that holds the class' },
  { flag: '--ignore <name...>', about: 'names that are nobody’s work' },
  { flag: '--several <what>', about: 'of several files of one student: "together" for all, "archive" for the archive' },
  { flag: '--pick <id=name...>', about: 'what counts of one student’s work' },
  { flag: '--nested <what>', about: '"unpack" opens archives in archives' },
  { flag: '--prefix <text>', about: 'what the names of all clones begin with' },
  {
    flag: '--roster <csv>',
    about: 'who should have handed in: a grading worksheet, a gradebook, or columns id and name',
  },
];

/** The flags of a command line, as they were given. */
export interface SettlingFlags {
  readonly convention?: string | undefined;
  readonly inside?: string | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly several?: string | undefined;
  readonly pick?: readonly string[] | undefined;
  readonly nested?: string | undefined;
  readonly prefix?: string | undefined;
}

/** Flags as settlements, or what is wrong with one of them. */
export function readSettlements(
  flags: SettlingFlags,
  conventions: readonly { readonly word: string }[],
): Settlements | { readonly problem: string } {
  const { convention, inside, several, nested, prefix } = flags;
  const words = conventions.map(({ word }) => word);
  if (convention !== undefined && !words.includes(convention))
    return { problem: `there is no convention "${convention}"\nWrite: --convention ${words.join(', or ')}` };
  if (several !== undefined && several !== 'together' && several !== 'archive')
    return { problem: `--several takes "together" or "archive", not "${several}"` };
  if (nested !== undefined && nested !== 'unpack') return { problem: `--nested takes "unpack", not "${nested}"` };
  const pick: Record<string, string> = {};
  for (const pair of flags.pick ?? []) {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1)
      return { problem: `--pick needs a student and a name, not "${pair}"\nWrite: --pick zoe=lab1.zip` };
    pick[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return {
    ignore: flags.ignore ?? [],
    pick,
    nested: nested ?? 'refuse',
    ...(convention !== undefined && { convention }),
    ...(inside !== undefined && { inside }),
    ...(several !== undefined && { several }),
    ...(prefix !== undefined && { prefix }),
  };
}
