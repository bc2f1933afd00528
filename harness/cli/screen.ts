import type { Screen } from '../reporters/terminal.js';

/** What this terminal can do. NO_COLOR and FORCE_COLOR decide over colour where they are set (no-color.org, force-color.org). */
export function openScreen(
  stream: NodeJS.WriteStream,
  environment: Readonly<Record<string, string | undefined>>,
): Screen {
  const isTerminal = stream.isTTY && environment['TERM'] !== 'dumb';
  const inCi = environment['CI'] !== undefined && environment['CI'] !== '' && environment['CI'] !== 'false';
  const forced = environment['FORCE_COLOR'];
  const hasColour =
    forced !== undefined && forced !== ''
      ? forced !== '0' && forced !== 'false'
      : (environment['NO_COLOR'] ?? '') === '' && isTerminal;
  return {
    write: (text) => void stream.write(text),
    isLive: isTerminal && !inCi,
    hasColour,
    // Some pseudo terminals say that they have no columns.
    columns: Math.max(60, Math.min(stream.columns || 100, 140)),
  };
}
