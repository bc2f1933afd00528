import { basename } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Language } from '../model/language.js';
import type { Spec } from '../model/spec.js';
import { reportNeeds } from './check-needs.js';
import { decodeSource } from '../yaml/decode.js';
import { parseYaml } from '../yaml/parse.js';
import { readActors } from './read-actors.js';
import { readChecks } from './read-checks.js';
import { Reading } from './reading.js';
import { refuseUnknownStepWords } from './step-words.js';
import { validateShape } from './validate.js';

/** What reading a spec file gives: the spec where nothing is wrong, else everything that is, in the order of the file. */
export interface SpecReading {
  readonly spec?: Spec;
  readonly diagnostics: readonly Diagnostic[];
  /** The text, for source excerpts; empty where the file has none. */
  readonly source: string;
}

/** Reads the bytes of a spec file. Never throws for what is in them. */
export function readSpec(bytes: Uint8Array, file: string, language: Language): SpecReading {
  const decoded = decodeSource(bytes, file);
  if ('problem' in decoded) return { diagnostics: [decoded.problem], source: '' };
  const source = decoded.text;
  const { tree, problems } = parseYaml(source, file);
  if (!tree || problems.some((problem) => problem.code === 'E008')) return { diagnostics: problems, source };
  const reading = new Reading(file, source, tree, language);
  reading.problems.push(...problems);
  if (tree.kind !== 'map') {
    reading.report({ code: 'E013', path: [], message: `a spec is a map of words, but this is ${tree.kind === 'list' ? 'a list' : 'a single value'}`, suggestion: 'begin with `spec: 1` and `name: …`' });
    return { diagnostics: reading.problems, source };
  }
  validateShape(reading, refuseUnknownStepWords(reading));
  readActors(reading);
  const checks = readChecks(reading);
  reportNeeds(reading, checks);
  if (reading.problems.some((problem) => problem.severity === 'error')) return { diagnostics: inFileOrder(reading.problems), source };
  const about = reading.text(['about']);
  const spec: Spec = {
    id: basename(file).replace(/\.(ya?ml)$/, ''),
    name: reading.text(['name']) ?? '',
    ...(about !== undefined && { about: about.trim() }),
    programs: reading.programs,
    peers: reading.peers,
    links: reading.links,
    checks,
    origin: tree.range,
    source,
  };
  return { spec, diagnostics: inFileOrder(reading.problems), source };
}

function inFileOrder(problems: readonly Diagnostic[]): Diagnostic[] {
  return problems.toSorted((a, b) => a.origin.start.line - b.origin.start.line || a.origin.start.column - b.origin.start.column);
}
