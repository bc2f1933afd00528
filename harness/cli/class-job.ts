import type { MarkedStudent } from '../gradebook/marked-student.js';
import type { Intake } from '../intake/intake.js';
import type { Settlements } from '../intake/settlements.js';
import type { IntakeStudent } from '../intake/student.js';
import type { MarkedEntry, Rules } from '../marking/graded-class.js';
import type { MarkedBy } from '../marking/journal-entry.js';
import type { Prepared } from '../marking/prepared.js';
import type { ClassCheck } from '../reporters/class/class-view.js';
import { openClass, openCourse, openOverrides } from './class-inputs.js';
import { OwnWorksheet } from './class-worksheet.js';
import { packageVersion } from './files.js';
import { loadSpecs, type LoadedSpec } from './load-spec.js';
import type { MarkFlags } from './mark-flags.js';
import { prepareSubmission } from './prepare-submission.js';
import { checksOf } from './class-checks.js';
import { readCommands, type RunCommands } from './run-commands.js';
import { readSettings } from './settings.js';
import { UsageError } from './usage-error.js';

/** All that a marking of a class is about, read and found to be right before anything is run. */
export class ClassJob {
  private readonly parts: JobParts;

  private constructor(parts: JobParts) {
    this.parts = parts;
  }

  static async open(input: string, flags: MarkFlags, { seed }: { readonly seed: string }): Promise<ClassJob> {
    const settings = readSettings(flags.set);
    const specs = loadSpecs(flags.spec, settings);
    const twice = specs.find(({ spec }, at) => specs.findIndex((each) => each.spec.id === spec.id) !== at);
    if (twice) throw new UsageError(`--spec has two of the name ${twice.spec.id}: its points would count twice`);
    const maxPoints = specs.flatMap(({ spec }) => spec.checks).reduce((sum, { points }) => sum + points, 0);
    const course = await openCourse(flags.course);
    const { intake, settled } = await openClass(input, flags);
    try {
      const ids = [...new Set(intake.students.map(({ id }) => id))];
      const overrides = await openOverrides(flags.overrides, { students: ids, maxPoints });
      const commands = readCommands(flags.run, specs, ids);
      const markedBy: MarkedBy = {
        wiremark: packageVersion(),
        seed,
        slow: flags.slow,
        specs: specs.map(({ spec, file, sha256 }) => ({ id: spec.id, name: spec.name, file, sha256 })),
        settings,
      };
      const worksheet = await OwnWorksheet.open(flags);
      const rules = { course, overrides, maxPoints };
      const job = new ClassJob({ intake, settled, specs, rules, markedBy, commands, worksheet });
      // What does not fit is told now, and not after hours of marking.
      job.fillWorksheet(intake.students.map(unmarked));
      return job;
    } catch (error) {
      await intake.close();
      throw error;
    }
  }

  get students(): readonly IntakeStudent[] {
    return this.parts.intake.students;
  }

  get intake(): Intake {
    return this.parts.intake;
  }

  /** How the input was to be read. */
  get settled(): Settlements {
    return this.parts.settled;
  }

  get specs(): readonly LoadedSpec[] {
    return this.parts.specs;
  }

  get rules(): Rules {
    return this.parts.rules;
  }

  get markedBy(): MarkedBy {
    return this.parts.markedBy;
  }

  /** Of all specs, in their order. */
  get checks(): readonly ClassCheck[] {
    return checksOf(this.specs.map(({ spec }) => spec));
  }

  close(): Promise<void> {
    return this.intake.close();
  }

  prepare(student: IntakeStudent, folder: string): Prepared {
    const { seed, slow } = this.markedBy;
    return prepareSubmission(student, folder, { specs: this.specs, commands: this.commandsOf(student), seed, slow });
  }

  /** What the marks of this one depend on, besides its files. */
  markedByFor(student: IntakeStudent): unknown {
    const { wiremark, seed, slow, settings, specs } = this.markedBy;
    return {
      wiremark,
      seed,
      slow,
      settings,
      specs: specs.map(({ id, sha256 }) => [id, sha256]),
      commands: this.commandsOf(student),
      name: student.name,
    };
  }

  /** What else marks depend on that is not as it was then. */
  whatChanged(then: MarkedBy): readonly string[] {
    const now = this.markedBy;
    const specs = now.specs.filter(({ id, sha256 }) => then.specs.find((each) => each.id === id)?.sha256 !== sha256);
    return [
      ...specs.map(({ id }) => `the spec ${id}`),
      ...(then.wiremark === now.wiremark ? [] : ['wiremark']),
      ...(then.seed === now.seed ? [] : ['the seed']),
      ...(then.slow === now.slow ? [] : ['--slow']),
      ...(JSON.stringify(then.settings) === JSON.stringify(now.settings) ? [] : ['--set']),
    ];
  }

  /** The instructor's table with the grades in it; undefined where none was given. */
  fillWorksheet(entries: readonly MarkedEntry[]): ReturnType<OwnWorksheet['fill']> | undefined {
    return this.parts.worksheet?.fill(entries, this.rules);
  }

  private commandsOf({ id }: IntakeStudent): Readonly<Record<string, string>> {
    return { ...this.parts.commands.all, ...this.parts.commands.of.get(id) };
  }
}

interface JobParts {
  readonly intake: Intake;
  readonly settled: Settlements;
  readonly specs: readonly LoadedSpec[];
  readonly rules: Rules;
  readonly markedBy: MarkedBy;
  readonly commands: RunCommands;
  readonly worksheet: OwnWorksheet | undefined;
}

/** A student of whom nothing is known yet. */
function unmarked(student: IntakeStudent): MarkedEntry {
  const marked: MarkedStudent = {
    id: student.id,
    name: student.name,
    late: student.late,
    outcome: { state: 'not-marked', reason: 'it has not been marked yet' },
  };
  return { student, entry: undefined, marked };
}
