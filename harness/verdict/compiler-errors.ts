/** Where in a compiler's words its first error begins: all that follows it may be nothing but its consequence. */
export function firstErrorAt(output: Uint8Array): number | undefined {
  const text = Buffer.from(output.buffer, output.byteOffset, output.byteLength).toString('latin1');
  const at = text.search(FIRST_ERROR);
  return at < 0 ? undefined : at;
}

/**
 * gcc, clang, javac, kotlinc and rustc write `error:`, with the place before it; tsc and csc `error TS2304:`, Go the place
 * alone, and a linker what it lacks. Lines of the source stand indented, or behind a bar, in what they quote.
 */
const FIRST_ERROR =
  /^(?![\s|]|\d+ \|)(?:[^\n|]*\berror(?:\[\w+\]| [A-Z]+\d+)?:|[\w./-]+\.go:\d+|[^\n|]*undefined reference to)/m;
