import { existsSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { quoted } from '../model/command.js';
import type { Command } from './command.js';

/** What is started to give a program a terminal: script(1) of util-linux, and stty(1) to set it up. */
const HELPERS = ['script', 'stty'];

/** Of most terminals. */
const ROWS = 24;
const COLUMNS = 80;

/** For the report. */
export const TERMINAL_SIZE = `${COLUMNS} × ${ROWS}`;

/** Why no program can have a terminal here; undefined where it can. */
export function terminalProblem(path: string): string | undefined {
  const lacking = HELPERS.find((helper) => !isThere(helper, path));
  return lacking && `there is no "${lacking}" here to give it one (it comes with util-linux and coreutils, on Linux)`;
}

/** BusyBox has a script too, which does not tell how its command ended; and so have systems without /proc. */
function isThere(helper: string, path: string): boolean {
  if (!existsSync('/proc/self/exe')) return false;
  const file = path
    .split(':')
    .map((folder) => join(folder, helper))
    .find((candidate) => existsSync(candidate));
  return file !== undefined && basename(realpathSync(file)) !== 'busybox';
}

/**
 * The same command at a terminal of its own, as a user has it, but quiet: nothing is echoed, and no carriage return is put
 * before a line feed, so that what it prints is what it has written. Both of its streams come out as one.
 */
export function atTerminal(command: Command): Command {
  const script = `stty -echo -onlcr rows ${ROWS} cols ${COLUMNS}\nexec ${command.words.map(quoted).join(' ')}`;
  return {
    ...command,
    words: ['script', '-q', '-e', '-c', script, '/dev/null'],
    // script(1) takes the user's shell, which may be one with other quotes.
    environment: { ...command.environment, SHELL: '/bin/sh', TERM: 'xterm' },
  };
}

/** What Enter sends; the terminal makes a line feed of it, unless the program has told it otherwise. */
export function asKeys(typed: Uint8Array): Uint8Array {
  return typed.map((byte) => (byte === LINE_FEED ? CARRIAGE_RETURN : byte));
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
