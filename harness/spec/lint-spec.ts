import type { Diagnostic } from '../model/diagnostic.js';
import type { Language } from '../model/language.js';
import type { Spec } from '../model/spec.js';
import type { Settings } from './read-params.js';
import { readSpec, type SpecReading } from './read-spec.js';

/** Reads a spec as `readSpec` does, and where nothing is wrong with it once more for each other choice of its parameters. */
export function lintSpec(bytes: Uint8Array, file: string, language: Language, settings: Settings = {}): SpecReading {
  const reading = readSpec(bytes, file, language, settings);
  const diagnostics = reading.spec ? mistakesOfChoices(reading.spec, bytes, { file, language, settings }) : [];
  return diagnostics.length > 0 ? { diagnostics, source: reading.source } : reading;
}

function mistakesOfChoices(
  spec: Spec,
  bytes: Uint8Array,
  { file, language, settings }: { readonly file: string; readonly language: Language; readonly settings: Settings },
): Diagnostic[] {
  const others = Object.entries(spec.params).flatMap(([name, { value, choices = {} }]) =>
    Object.keys(choices).flatMap((choice) => (choice === String(value) ? [] : [{ name, choice }])),
  );
  return others.flatMap(({ name, choice }) =>
    readSpec(bytes, file, language, { ...settings, [name]: choice }).diagnostics.map((diagnostic) => ({
      ...diagnostic,
      message: `with --set ${name}=${choice}: ${diagnostic.message}`,
    })),
  );
}
