import { Option, type Command } from '@commander-js/extra-typings';
import { cpus } from 'node:os';
import { SETTLING_FLAGS } from '../intake/settlements.js';
import { positive, wholeNumber } from './numbers.js';

/** Commands for who marks a whole class. */
export function addClassCommands(program: Command, end: (code: number) => void): void {
  const mark = program
    .command('mark')
    .description('mark a whole class: a folder, a zip or a list of submissions')
    .argument('<input>', 'as it was downloaded from Moodle, Canvas or GitHub Classroom; or a list (CSV)')
    .requiredOption('--spec <name...>', 'what it is marked by: bundled names or .yaml files')
    .option('--out <folder>', 'where all results are written', 'marked')
    .addOption(
      new Option('--jobs <number>', 'how many submissions are marked at once')
        .argParser(wholeNumber)
        .default(cpus().length),
    )
    .option('--resume', 'go on with a marking that was cut off (so it is done where there is one)', false)
    .option('--fresh', 'mark all anew, also what has not changed', false)
    .option('--course <file>', 'the rules of the course: lateness, scale, rounding, letters')
    .option('--overrides <file>', 'what a person has decided about students, with reasons')
    .option(...WORKSHEET)
    .option(...ASSIGNMENT)
    .option(...OVERWRITE)
    .option('--dry-run', 'say who would be marked, and whose grade would change; nothing is run or written', false)
    .option('--set <name=value...>', 'set a parameter of a spec')
    .option(
      '--run <program=command...>',
      "how a program is started; for one student: 'zoe/server=python3 b.py ${port}'",
    )
    .option('--seed <seed>', 'the chances of an earlier marking')
    .addOption(new Option('--slow <factor>', 'multiply every time limit').argParser(positive).default(1))
    .addOption(
      new Option('--isolation <tier>', 'demand how programs are kept apart, instead of the best possible here').choices(
        ['isolated', 'contained', 'plain'] as const,
      ),
    )
    .option(...HEADING);
  const settling = SETTLING_FLAGS.reduce<Command<[string], Record<string, unknown>>>(
    (command, { flag, about }) => command.option(flag, about),
    mark as unknown as Command<[string], Record<string, unknown>>,
  );
  settling.addHelpText('after', EXAMPLES).action(async (input, options) => {
    const { markCommand } = await import('./mark-command.js');
    end(await markCommand(input, options as unknown as Parameters<typeof markCommand>[1]));
  });

  program
    .command('diff')
    .description('show whose mark differs between two runs, in which checks, and by which bytes')
    .argument('<run>', 'the folder of a marking, or of a check')
    .argument('<other>', 'another one')
    .action(async (run, other) => {
      const { diff } = await import('./diff.js');
      end(await diff(run, other));
    });

  program
    .command('rejudge')
    .description('judge a marking again from its traces, without running anything, and show what changes')
    .argument('<run>', 'the folder of a marking')
    .option('--out <folder>', 'write the new marking there, whole')
    .option(...WORKSHEET)
    .option(...ASSIGNMENT)
    .option(...OVERWRITE)
    .option(...HEADING)
    .action(async (run, options) => {
      const { rejudge } = await import('./rejudge.js');
      end(await rejudge(run, options));
    });
}

/** The flags that are about the instructor's own table. */
const WORKSHEET = [
  '--worksheet <csv>',
  'your own worksheet of Moodle or gradebook of Canvas; a copy of it is filled in',
] as const;
const ASSIGNMENT = ['--assignment <title>', 'the column of the gradebook that the grades go into'] as const;
const OVERWRITE = ['--overwrite', 'replace grades that stand in the worksheet already', false] as const;
const HEADING = ['--heading <english=own...>', 'how a column is called in your table: Grade=Bewertung'] as const;

const EXAMPLES = `
Examples:
  wiremark mark submissions.zip --spec tcp-echo --worksheet grades.csv
  wiremark mark submissions.zip --spec tcp-echo --course course.yaml --overrides overrides.yaml --dry-run

docs/class.md tells what is read, what is written, and the rules.`;
