/**
 * Cuts a command line into words as a shell would, quotes included, but knows no other shell magic: no
 * globs, no variables, no pipes. Undefined where a quote is never closed.
 */
export function splitCommand(command: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < command.length; at++) {
    const sign = command[at] as string;
    if (sign === '"' || sign === "'") {
      const end = command.indexOf(sign, at + 1);
      if (end < 0) return undefined;
      word = (word ?? '') + command.slice(at + 1, end);
      at = end;
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + sign;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** Puts values into `${port}` and the like. A name without a value stays as it is. */
export function fillWords(words: readonly string[], values: Readonly<Record<string, string>>): string[] {
  return words.map((word) => word.replace(/\$\{([\w.]+)\}/g, (whole, name: string) => values[name] ?? whole));
}

/** A word as a shell takes it for one. */
export function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
