import type { PlannedRun } from '../model/plan.js';
import type { CheckSpec } from '../model/spec.js';
import { bindingsOf } from './bindings.js';

/** What stands for the `${name}`s of data in the words of a command. A zero byte, which no argument can hold, becomes U+FFFD. */
export function dataInWords(words: readonly string[], check: CheckSpec, run: PlannedRun): Record<string, string> {
  const names = Object.keys(check.data).filter((name) => words.some((word) => word.includes(`\${${name}}`)));
  if (names.length === 0) return {};
  const bindings = bindingsOf(check, run, {});
  return Object.fromEntries(names.map((name) => [name, asArgument(bindings[name])]));
}

function asArgument(value: unknown): string {
  const text = value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
  return text.replaceAll('\0', '\u{fffd}');
}
