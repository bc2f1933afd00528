import { runCommand } from './program.js';

// Until a report is sealed, an end of the process for whatever reason is our fault.
process.exitCode = 3;
process.exitCode = await runCommand(process.argv.slice(2));
