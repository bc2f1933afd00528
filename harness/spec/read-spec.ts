import { basename } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Language } from '../model/language.js';
import type { Spec } from '../model/spec.js';
import { decodeSource } from '../yaml/decode.js';
import { parseYaml } from '../yaml/parse.js';
import { reportNeeds } from './check-needs.js';
import { commandData } from './command-data.js';
import { readActors } from './read-actors.js';
import { readCerts, refuseIdleCerts } from './read-certs.js';
import { readChecks } from './read-checks.js';
import { refuseIdleReferences } from './read-plays.js';
import { readParams, refuseIdleParams, setParams, type SettingProblem, type Settings } from './read-params.js';
import { Reading } from './reading.js';
import { top } from './shape-paths.js';
import { validateShape } from './validate.js';

/** What reading a spec file gives: the spec where nothing is wrong, else everything that is, in the order of the file. */
export interface SpecReading {
  readonly spec?: Spec;
  readonly diagnostics: readonly Diagnostic[];
  /** Settings that the spec cannot take. */
  readonly settingProblems?: readonly SettingProblem[];
  /** The text, for source excerpts; empty where the file has none. */
  readonly source: string;
}

/** Reads the bytes of a spec file. Never throws for what is in them. */
export function readSpec(bytes: Uint8Array, file: string, language: Language, settings: Settings = {}): SpecReading {
  const decoded = decodeSource(bytes, file);
  if ('problem' in decoded) return { diagnostics: [decoded.problem], source: decoded.text };
  const source = decoded.text;
  const { tree, problems } = parseYaml(source, file);
  if (!tree) return { diagnostics: problems, source };
  const reading = new Reading(file, source, tree, language);
  for (const problem of problems) reading.problems.add(problem);
  if (!isSpecOfThisVersion(reading)) return { diagnostics: reading.problems.inFileOrder(), source };
  const settingProblems = setParams(reading, settings);
  validateShape(reading);
  const params = readParams(reading);
  reading.certs = readCerts(reading);
  readActors(reading);
  const checks = readChecks(reading);
  reportNeeds(reading);
  refuseIdleParams(reading);
  refuseIdleCerts(reading);
  refuseIdleReferences(reading);
  if (reading.problems.size > 0 || settingProblems.length > 0)
    return { diagnostics: reading.problems.inFileOrder(), settingProblems, source };
  const about = reading.text(top('about'));
  const spec: Spec = {
    id: basename(file).replace(/\.(ya?ml)$/, ''),
    name: `${reading.text(top('name')) ?? ''}${sayParams(params)}`,
    ...(about !== undefined && { about: about.trim() }),
    params,
    programs: reading.programs,
    peers: reading.peers,
    links: reading.links,
    certs: reading.certs,
    commandData: commandData(reading),
    checks,
    origin: tree.range,
    source,
  };
  return { spec, diagnostics: [], source };
}

/** A reader of a report sees what was not left as the spec has it. */
function sayParams(params: Spec['params']): string {
  const set = Object.entries(params).filter(([, { isDefault }]) => !isDefault);
  return set.length === 0 ? '' : ` (${set.map(([name, { value }]) => `${name}: ${String(value)}`).join(', ')})`;
}

/** What is no spec, or one for another wiremark, would only be followed by complaints about all of it. */
function isSpecOfThisVersion(reading: Reading): boolean {
  const kind = reading.kind([]);
  if (kind !== 'map') {
    reading.report({
      code: 'E013',
      path: [],
      message: `a spec is a map of words, but this is ${kind === 'list' ? 'a list' : 'a single value'}`,
      suggestion: 'begin with `spec: 1` and `name: …`',
    });
    return false;
  }
  const version = reading.scalar(top('spec'));
  if (version === undefined || version === 1) return true;
  const isOther = typeof version === 'number' && version !== 1;
  reading.report({
    code: 'E010',
    path: top('spec'),
    message: isOther
      ? `this wiremark reads version 1 of the spec language, not version ${version}`
      : `"spec" is the version of the language: the number 1, not ${JSON.stringify(version)}`,
    suggestion: 'write `spec: 1`',
  });
  return false;
}
