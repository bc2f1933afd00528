import type { ParamSpec } from '../model/spec.js';
import type { Held } from '../model/value.js';
import { suggest } from '../yaml/near.js';
import { toData, treeAt, type Path, type ScalarTree, type Tree } from '../yaml/tree.js';
import type { Param as AuthoredParam } from './generated/authored.js';
import type { Param } from './param.js';
import type { Reading } from './reading.js';
import { pathsIn, top, type WordOf } from './shape-paths.js';
import { demandFreeName, Sight } from './sight.js';

/** Values of parameters, as the command line and the `wiremark.yaml` give them. */
export type Settings = Readonly<Record<string, string>>;

/** A setting that a spec cannot take, for its user. */
export interface SettingProblem {
  readonly name: string;
  readonly isUnknown: boolean;
  readonly message: string;
}

/**
 * Sets the parameters of a spec. This goes before everything else, since a parameter may stand where the words
 * of a spec do; what is wrong with a parameter itself is told later, with all the rest.
 */
export function setParams(reading: Reading, settings: Settings): readonly SettingProblem[] {
  const problems: SettingProblem[] = [];
  const names = reading.keys(top('params'));
  for (const name of Object.keys(settings).filter((each) => !names.includes(each)))
    problems.push({
      name,
      isUnknown: true,
      message: `there is no parameter "${name}"${names.length === 0 ? ': the spec has none' : ` (${suggest(name, names)})`}`,
    });
  for (const name of names) {
    const made = settingOf(reading, name, settings[name]);
    if (made && 'problem' in made) problems.push({ name, isUnknown: false, message: made.problem });
    else if (made) reading.params.set(name, made);
  }
  return problems;
}

function settingOf(
  reading: Reading,
  name: string,
  setting: string | undefined,
): Param | { readonly problem: string } | undefined {
  const path = [...top('params'), name];
  const tree = defaultOf(reading, path);
  // A word of it that is not known may be the one that says what it stands for.
  if (!tree || reading.keys(path).some((word) => !WORDS.has(word))) return undefined;
  const choices = choicesOf(reading, path);
  if (choices.size > 0) {
    const chosen = setting ?? String(tree.value);
    const stands = choices.get(chosen);
    if (stands) return { value: chosen, held: 'text', oneOf: [...choices.keys()], stands };
    if (setting === undefined) return undefined;
    return { problem: `"${name}" cannot be "${setting}": it is ${[...choices.keys()].join(' or ')}` };
  }
  const value = setting === undefined ? tree.value : parsed(setting, tree.value);
  if (value === undefined || value === null)
    return { problem: `"${name}" must be ${heldBy(tree.value)}, not "${setting}"` };
  return { value, held: heldBy(tree.value), stands: { ...tree, value, written: String(value) } };
}

const WORDS: ReadonlySet<string> = new Set<WordOf<AuthoredParam>>(['default', 'choices', 'about']);

/** What a setting says, as what the parameter is. */
function parsed(setting: string, like: ScalarTree['value']): Param['value'] | undefined {
  if (typeof like === 'number') return /^-?[0-9]{1,15}$/.test(setting) ? Number(setting) : undefined;
  if (typeof like === 'boolean') return setting === 'true' ? true : setting === 'false' ? false : undefined;
  return setting;
}

function heldBy(value: ScalarTree['value']): Held {
  return typeof value === 'number' ? 'a number' : typeof value === 'boolean' ? 'true or false' : 'text';
}

function defaultOf(reading: Reading, path: Path): ScalarTree | undefined {
  const tree = treeAt(reading.tree, path);
  const found = tree?.kind === 'map' ? treeAt(reading.tree, pathsIn<AuthoredParam>(path)('default')) : tree;
  if (found?.kind !== 'scalar' || found.value === null) return undefined;
  return typeof found.value === 'number' && !Number.isSafeInteger(found.value) ? undefined : found;
}

/** The choices by name, and what each stands for: itself, or a piece of a spec. */
function choicesOf(reading: Reading, path: Path): ReadonlyMap<string, Tree> {
  const tree = treeAt(reading.tree, pathsIn<AuthoredParam>(path)('choices'));
  if (tree?.kind === 'map') return new Map([...tree.entries].map(([name, { value }]) => [name, value]));
  const items = tree?.kind === 'list' ? tree.items : [];
  return new Map(items.flatMap((item) => (item.kind === 'scalar' ? [[String(item.value), item] as const] : [])));
}

/** The parameters for the spec. Reports what is wrong with them, and those that nothing uses. */
export function readParams(reading: Reading): Record<string, ParamSpec> {
  const params: Record<string, ParamSpec> = {};
  for (const name of reading.keys(top('params'))) {
    const path = [...top('params'), name];
    demandFreeName(reading, path, name, new Sight());
    if (name === 'port' || name === 'host')
      reading.report({
        code: 'E028',
        path,
        on: 'key',
        message: `"${name}" has a value of its own in each command`,
        suggestion: 'take another name',
      });
    const param = reading.params.get(name);
    const choices = choicesOf(reading, path);
    const fallback = defaultOf(reading, path);
    if (choices.size > 0 && fallback && !choices.has(String(fallback.value)))
      reading.report({
        code: 'E014',
        path: pathsIn<AuthoredParam>(path)('default'),
        message: `"${String(fallback.value)}" is none of the choices`,
        suggestion: suggest(String(fallback.value), [...choices.keys()]),
      });
    if (!param || !fallback) continue;
    const about = reading.text(pathsIn<AuthoredParam>(path)('about'));
    params[name] = {
      value: param.value,
      isDefault: param.value === fallback.value || param.value === String(fallback.value),
      ...(choices.size > 0 && {
        choices: Object.fromEntries([...choices].map(([each, tree]) => [each, toData(tree)])),
      }),
      ...(about !== undefined && { about }),
    };
  }
  return params;
}

/** Where anything else is wrong, that may be the reason why nothing uses it. */
export function refuseIdleParams(reading: Reading): void {
  if (reading.problems.size > 0) return;
  for (const name of reading.keys(top('params')).filter((each) => !reading.usedParams.has(each)))
    reading.report({
      code: 'E018',
      path: [...top('params'), name],
      on: 'key',
      message: `nothing uses the parameter "${name}"`,
      suggestion: `write $${name} where its value belongs, or take it away`,
    });
}
