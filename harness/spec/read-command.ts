import { splitCommand } from '../model/command.js';
import { nearest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import { ADVICE, commandData } from './command-data.js';
import type { Link, Peer } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';

/** What only a shell understands; here it would be handed to the program as an argument. */
const SHELL_WORD = /^(&&|\|\|?|;|&|<|[0-9]?>{1,2}.*)$|;$/;

/** The command of a program. What would reach every submission as a wrong argument is refused here. */
export function readCommand(reading: Reading, path: Path): string {
  const command = reading.text(path) ?? '';
  const words = splitCommand(command);
  if (!words) {
    const quote = /["']/.exec(command)?.[0] ?? '"';
    reading.report({
      code: 'E057',
      path,
      part: quote,
      message: `this command has a ${quote} that is never closed`,
      suggestion: `write the closing ${quote}`,
    });
    return command;
  }
  const shell = words.find((word) => SHELL_WORD.test(word));
  if (shell !== undefined)
    reading.report({
      code: 'E057',
      path,
      part: shell,
      message: `no shell runs this command: "${shell}" would be an argument of the program`,
      suggestion: 'write one program and its arguments; for more use a script of the submission, or bash -c "…"',
    });
  const known = [
    'port',
    'host',
    ...[...peersThat(reading, 'listen'), ...peersThat(reading, 'joins'), ...programsReached(reading)].map(
      (name) => `port.${name}`,
    ),
    ...peersThat(reading, 'joins').map((name) => `host.${name}`),
    ...reading.keys(top('params')),
    ...commandData(reading),
    ...reading.keys(top('certs')).flatMap((name) => [`${name}.crt`, `${name}.key`]),
  ];
  for (const name of known.filter((each) => isGivenBare(words, each)))
    reading.report({
      code: 'E022',
      path,
      part: `{${name}}`,
      message: `"{${name}}" is handed to the program as it stands: its $ is missing`,
      suggestion: `write \${${name}}`,
    });
  for (const [written, braced, bare] of command.matchAll(/\$(?:\{([^}]*)\}|([A-Za-z_]\w*))/g)) {
    const name = braced ?? bare ?? '';
    reading.usedParams.add(name);
    reading.usedInCommands.add(name);
    reading.usedCerts.add(name.replace(/\.(crt|key)$/, ''));
    if (braced !== undefined && known.includes(name)) continue;
    const near = known.includes(name) ? name : nearest(name, known);
    // A shell variable may be meant, where a shell is asked for.
    if (braced === undefined && (near === undefined || isShell(words))) continue;
    reading.report({
      code: 'E022',
      path,
      part: written,
      message: `"${braced === undefined ? written : name}" is not known in a command`,
      suggestion:
        braced !== undefined && reading.has([...top('data'), name])
          ? `it may be no text: ${ADVICE}`
          : sayUnknown(reading, name, near, known),
    });
  }
  return command;
}

function sayUnknown(reading: Reading, name: string, near: string | undefined, known: readonly string[]): string {
  if (near !== undefined) return `did you mean \${${near}}?`;
  if (name.startsWith('port.') && reading.has([...top('programs'), name.slice('port.'.length)]))
    return 'declare that it is connected to: `links: { wire: { from: …, to: … } }`';
  return `known here: ${known.map((each) => `\${${each}}`).join(', ')}`;
}

/** `{port}` as a word, or as a part of an address, and nowhere `${port}`. In a program on the command line, braces may be its own. */
function isGivenBare(words: readonly string[], name: string): boolean {
  const isProgram = isShell(words) || words.some((word) => /^-[ce]$/.test(word));
  const isBare = words.some((word) => word.includes(`{${name}}`) && /^(?:[\w.:/=-]|(?<!\$)\{[\w.]+\})+$/.test(word));
  return isBare && !isProgram && !words.some((word) => word.includes(`\${${name}}`));
}

/** Its own language has names behind a $, and braces. */
function isShell([program = '']: readonly string[]): boolean {
  return /^(ba|da|z)?sh$/.test(program);
}

/** Programs at the end of a link that begins at another program. A link with a mistake may lead to any of them. */
function programsReached(reading: Reading): string[] {
  const programs = reading.keys(top('programs'));
  const actors = new Set([...programs, ...reading.keys(top('peers'))]);
  const ends = reading.keys(top('links')).map((name) => {
    const at = pathsIn<Link>([...top('links'), name]);
    return { from: reading.text(at('from')) ?? '', to: reading.text(at('to')) ?? '' };
  });
  const isClear = !reading.isIncomplete([]) && ends.every(({ from, to }) => actors.has(from) && actors.has(to));
  return programs.filter(
    (program) => !isClear || ends.some(({ from, to }) => to === program && programs.includes(from)),
  );
}

function peersThat(reading: Reading, role: 'listen' | 'joins'): string[] {
  return reading.keys(top('peers')).filter((name) => reading.has(pathsIn<Peer>([...top('peers'), name])(role)));
}
