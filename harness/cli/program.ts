import { Command, CommanderError, Option } from '@commander-js/extra-typings';
import { cpus } from 'node:os';
import { addClassCommands } from './class-commands.js';
import { addCommandsByHand } from './commands-by-hand.js';
import { packageVersion } from './files.js';
import { positive, wholeNumber } from './numbers.js';
import { EXIT, MachineFault, UsageError } from './usage-error.js';

/** Reads the command line and carries it out. Resolves with the exit code; a user's mistake never shows a stack trace. */
export async function runCommand(words: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.passed;
  const program = commandLine((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
    if (error instanceof UsageError) {
      process.stderr.write(`wiremark: ${error.message}\n`);
      return EXIT.usage;
    }
    if (error instanceof MachineFault) {
      process.stderr.write(`wiremark: ${error.message}\n`);
      return EXIT.fault;
    }
    process.stderr.write(
      `wiremark: this is a fault of wiremark, not of your program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.fault;
  }
}

function commandLine(end: (code: number) => void): Command {
  const program = new Command('wiremark')
    .description('Marks network programs by talking to them: real sockets, scripted peers, damaged links.')
    .version(packageVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true });

  program
    .command('check')
    .description('check a folder or an archive against specs; without one, the bundled reference programs')
    .argument('[words...]', 'specs (bundled names or .yaml files), then perhaps a folder or an archive')
    .option('--server <command>', "how the server is started: 'python3 server.py ${port}'")
    .option('--client <command>', "how the client is started: 'python3 client.py ${host} ${port}'")
    .option('--run <program=command...>', 'how any program of the spec is started')
    .option('--plays <program...>', 'the programs that are handed in: our references take the place of the others')
    .option('--set <name=value...>', 'set a parameter of the spec')
    .option('--only <id...>', 'run only these checks')
    .option('--tag <tags>', 'run only checks with these tags: "udp and not slow"')
    .option('--failed', 'run only what did not pass in the last run', false)
    .option('--seed <seed>', 'repeat a run with the same chances')
    .addOption(new Option('--slow <factor>', 'multiply every time limit').argParser(positive).default(1))
    .addOption(
      new Option('--repeat <times>', 'run all again so often, and count what is not stable')
        .argParser(wholeNumber)
        .default(1),
    )
    .addOption(
      new Option('--jobs <number>', 'how many checks run side by side')
        .argParser(wholeNumber)
        .default(Math.min(32, cpus().length * 8)),
    )
    .option('--reports <folder>', 'where reports are written', 'reports')
    .addOption(
      new Option('--isolation <tier>', 'demand how programs are kept apart, instead of the best possible here').choices(
        TIERS,
      ),
    )
    .option('--github', 'for GitHub Actions: annotations, a summary of the job, outputs of the step', false)
    .option('--gradescope <file>', "write Gradescope's results.json, anew as each check ends")
    .option('--junit <file>', 'write a JUnit XML file, for GitLab, Jenkins and others')
    .option('--ctrf <file>', 'write a CTRF JSON file')
    .option('--tap', 'write TAP 14 to standard output, and what is meant for people to standard error', false)
    .option('--prairielearn <file>', "write PrairieLearn's results.json")
    .option('--autolab <file>', "write what Autolab's autograder prints: text, and the scores in the last line")
    .option('--dry-run', 'print the plan as JSON and launch nothing', false)
    .option('--watch', 'check again whenever a file changes', false)
    .option('-v, --verbose', 'show what passed on the wire, also for checks that pass', false)
    .option('-q, --quiet', 'show only the result', false)
    .action(async (given, options) => {
      const { checkCommand } = await import('./check-command.js');
      end(await checkCommand(given, options));
    });

  program
    .command('init')
    .description('write a folder in which a student begins: stubs, and all that checks them')
    .argument('<folder>', 'a new folder')
    .requiredOption('--spec <name>', 'a bundled spec, like tcp-echo')
    .addOption(
      new Option('--language <language>', 'what the programs are written in')
        .choices(['python', 'javascript'] as const)
        .default('python' as const),
    )
    .action(async (folder, options) => {
      const { init } = await import('./init.js');
      end(await init(folder, options));
    });

  program
    .command('lint')
    .description('look for mistakes in specs, without launching anything')
    .argument('<specs...>', 'bundled names or .yaml files')
    .option('--set <name=value...>', 'set a parameter of the spec')
    .option('--explain-time', 'tell how long each check takes, and at most can take', false)
    .action(async (files, options) => {
      const [{ lint }, { readSettings }] = await Promise.all([import('./lint.js'), import('./settings.js')]);
      end(lint(files, { settings: readSettings(options.set), explainsTime: options.explainTime }));
    });

  program
    .command('audit')
    .description(
      'hold specs against programs that are right and programs that are wrong, and tell what no check catches',
    )
    .argument('[specs...]', 'only these; bundled ones are held against our references and mutants')
    .option('--references <folder>', 'programs that must pass everything, each in a folder of its own')
    .option('--mutants <folder>', 'programs that must fail something, each in a folder of its own')
    .option('--with <folder>', "other programs, like last year's: what they fail counts")
    .option('--set <name=value...>', 'set a parameter of a spec')
    .addOption(
      new Option('--seeds <number>', 'how often each reference is run, with other chances')
        .argParser(wholeNumber)
        .default(3),
    )
    .addOption(
      new Option('--jobs <number>', 'how many programs run side by side').argParser(wholeNumber).default(cpus().length),
    )
    .addOption(new Option('--slow <factor>', 'multiply every time limit').argParser(positive).default(1))
    .addOption(new Option('--isolation <tier>', 'demand how programs are kept apart').choices(TIERS))
    .action(async (names, options) => {
      const { audit } = await import('./audit.js');
      end(await audit(names, options));
    });

  program
    .command('explain')
    .description('tell more about a code of a message')
    .argument('<code>', 'like E012, or reply-differs')
    .action(async (code) => {
      const { explainCode } = await import('./explain.js');
      end(explainCode(code));
    });

  program
    .command('list')
    .description('list the bundled specs and their checks')
    .argument('[specs...]', 'only these')
    .action(async (names) => {
      const { list } = await import('./list.js');
      end(list(names));
    });

  program
    .command('doctor')
    .description('tell what this machine can keep apart from a submission, and try it')
    .action(async () => {
      const { doctor } = await import('./doctor.js');
      end(await doctor((text) => process.stdout.write(`${text}\n`), process.env));
    });

  program
    .command('report')
    .description('show a report.json again: on the terminal, or as HTML')
    .argument('<file>', 'a report.json')
    .option('--html <file>', 'write it as an HTML page')
    .action(async (file, options) => {
      const { rerender } = await import('./rerender.js');
      end(await rerender(file, options));
    });

  addClassCommands(program, end);
  addCommandsByHand(program, end);

  for (const command of program.commands) command.exitOverride().showSuggestionAfterError();
  return program;
}

/** From the best on. */
const TIERS = ['isolated', 'contained', 'plain'] as const;
