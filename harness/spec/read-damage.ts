import type { DamageSyntax } from '../model/language.js';
import type { DamageRule, LinkSpec } from '../model/spec.js';
import { nearest } from '../yaml/near.js';
import { keyRangeAt, type Path } from '../yaml/tree.js';
import type { Damage } from './generated/authored.js';
import { readPattern } from './read-pattern.js';
import type { Reading } from './reading.js';
import { ruleWords } from './schema-families.js';
import { pathsIn, top } from './shape-paths.js';
import { Sight } from './sight.js';
import { wordsAt } from './words-at.js';

/** The rules of damage at a path, link by link. */
export function readDamage(reading: Reading, path: Path): DamageRule[] {
  return reading.keys(path).flatMap((name) => {
    const link = demandLink(reading, [...path, name], name);
    return link ? reading.items([...path, name]).flatMap((rule) => readRule(reading, rule, link)) : [];
  });
}

function demandLink(reading: Reading, path: Path, name: string): LinkSpec | undefined {
  const known = reading.keys(top('links'));
  if (known.includes(name)) return reading.links[name];
  if (!reading.knowsAll(['links'])) return undefined;
  const near = nearest(name, known);
  const advice =
    near !== undefined
      ? `did you mean "${near}"?`
      : known.length > 0
        ? `the links are: ${known.join(', ')}`
        : 'declare it: `links: { wire: { from: client, to: s } }`';
  reading.report({ code: 'E021', path, on: 'key', message: `there is no link "${name}"`, suggestion: advice });
  return undefined;
}

function readRule(reading: Reading, path: Path, link: LinkSpec): DamageRule[] {
  if (reading.isInvalid(path) || reading.isIncomplete(path)) return [];
  const { damages } = reading.language;
  const at = pathsIn<Damage>(path);
  const words = reading.keys(path);
  const kinds = words.filter((word) => Object.hasOwn(damages, word));
  const belongsTo = (word: string, kind: string): boolean => Object.hasOwn(damages[kind]?.modifiers ?? {}, word);
  // A word like `reset` or `pieces` may be a damage of its own or a modifier of the one beside it.
  const name = kinds.find((kind) => !kinds.some((other) => other !== kind && belongsTo(kind, other)));
  if (name === undefined) {
    reading.report({ code: 'E017', path, message: 'this rule does no damage', suggestion: sayKinds(reading, link) });
    return [];
  }
  const syntax = damages[name] as DamageSyntax;
  for (const stray of words.filter(
    (word) => word !== name && !Object.hasOwn(ruleWords, word) && !belongsTo(word, name),
  ))
    refuseStray(reading, [...path, stray], name);
  const medium = link.over === 'tcp' ? 'stream' : 'datagram';
  if (!syntax.worksOn.includes(medium)) {
    reading.report({
      code: 'E041',
      path: [...path, name],
      on: 'key',
      message: `"${name}" cannot be used on a ${link.over.toUpperCase()} link`,
      suggestion: syntax.instead,
    });
    return [];
  }
  const from = readFrom(reading, at('from'), link);
  if (from === false) return [];
  const only = readOnly(reading, at('only'), link);
  const matching = reading.has(at('matching')) ? readPattern(reading, at('matching')) : undefined;
  if (matching !== undefined && link.over === 'tcp') {
    reading.report({
      code: 'E041',
      path: at('matching'),
      on: 'key',
      message: '"matching" cannot be used on a TCP link',
      suggestion: 'TCP has no datagrams to choose from: a rule befalls the whole stream',
    });
  }
  const args = syntax.read(wordsAt(reading, path, { sight: new Sight(), link }));
  return [
    {
      link: link.name,
      ...(from !== undefined && { from }),
      ...(only && { only }),
      ...(matching !== undefined && { matching }),
      name,
      args,
      text: [
        syntax.describe(args),
        ...(matching === undefined ? [] : [`among those that match /${matching}/`]),
        ...(from === undefined ? [] : [`from ${from}`]),
        ...(only ? [`(only ${only.map((flow) => `client ${flow}`).join(', ')})`] : []),
      ].join(' '),
      origin: keyRangeAt(reading.tree, [...path, name]),
    },
  ];
}

function readFrom(reading: Reading, path: Path, link: LinkSpec): string | false | undefined {
  const from = reading.text(path);
  if (from === undefined || from === link.from || from === link.to) return from;
  reading.report({
    code: 'E021',
    path,
    message: `"${from}" is not at the link "${link.name}"`,
    suggestion: `its two ends are ${link.from} and ${link.to}`,
  });
  return false;
}

/** The numbers of `client 2` or `[client 2, client 5]`. */
function readOnly(reading: Reading, path: Path, { from, over }: LinkSpec): readonly number[] | undefined {
  if (!reading.has(path)) return undefined;
  const written = reading.kind(path) === 'list' ? reading.texts(path) : [reading.text(path) ?? ''];
  const numbers = written.map((text) => Number(text.slice('client '.length)));
  // What is no client's number has been told of.
  if (over === 'udp' && reading.programs[from] && numbers.every((number) => number > 0))
    reading.report({
      code: 'E018',
      path,
      on: 'key',
      message: `"only" says nothing here: "${from}" is one client, whatever ports it takes`,
      suggestion: 'take "only" away: all that it sends is counted together',
    });
  return numbers;
}

function refuseStray(reading: Reading, path: Path, name: string): void {
  const stray = String(path.at(-1));
  const { damages } = reading.language;
  if (Object.hasOwn(damages, stray)) {
    reading.report({
      code: 'E016',
      path,
      on: 'key',
      message: `"${name}" and "${stray}" are two kinds of damage, and a rule does one`,
      suggestion: 'write two rules: [ { … }, { … } ]',
    });
    return;
  }
  const owners = Object.values(damages)
    .filter((damage) => Object.hasOwn(damage.modifiers, stray))
    .map((damage) => damage.word);
  const own = [...Object.keys(damages[name]?.modifiers ?? {}), ...Object.keys(ruleWords)];
  reading.report({
    code: 'E018',
    path,
    on: 'key',
    message: `"${stray}" says nothing beside "${name}": it goes with ${owners.join(', ')}`,
    suggestion: `"${name}" goes with: ${own.join(', ')}`,
  });
}

function sayKinds(reading: Reading, link: LinkSpec): string {
  const medium = link.over === 'tcp' ? 'stream' : 'datagram';
  const fitting = Object.values(reading.language.damages).filter((damage) => damage.worksOn.includes(medium));
  return `on a ${link.over.toUpperCase()} link it can be: ${fitting.map((damage) => damage.word).join(', ')}`;
}
