import { describeLine } from '../harness/links/profile.js';
import { profiles } from '../harness/links/profiles.js';
import type { ActorKind, JsonSchema, Language, Medium } from '../harness/model/language.js';
import { ruleWords } from '../harness/spec/schema-families.js';
import { specSchema } from '../harness/spec/schema.js';
import { FAILURE_FACTS } from '../harness/model/failure.js';
import { FUNCTIONS, METHODS } from '../harness/value/functions.js';
import { payloadWords } from '../harness/spec/schema-words.js';

type Words = Readonly<Record<string, JsonSchema>>;

/**
 * The tables of `specs/README.md`, by the name of their place in it. All that they say comes from the
 * registries and from the schema: the summaries and descriptions that editors show and messages quote.
 */
export function specTables(language: Language): Readonly<Record<string, string>> {
  const shapes = specSchema(language)['$defs'] as Words;
  const say = (value: JsonSchema): string => sayValue(value, shapes);
  const sayAll = (words: Words): string =>
    Object.entries(words)
      .map(([word, value]) => `${code(word)}: ${say(value)}`)
      .join('<br>');
  const wordsOf = (name: string, but: Words = {}): string => {
    const shape = shapes[name];
    if (!shape) throw new Error(`the schema has no "${name}"`);
    return table(
      ['word', 'meaning'],
      Object.entries(propertiesOf(shape))
        .filter(([word]) => !Object.hasOwn(but, word))
        .map(([word, value]) => [code(word), say(value)]),
    );
  };
  return {
    params: wordsOf('param'),
    certs: wordsOf('cert'),
    functions: table(
      ['function', 'what it is'],
      Object.entries({ ...FUNCTIONS, ...METHODS }).map(([, { form, is }]) => [code(form), is]),
    ),
    facts: table(
      ['fact', 'what it is'],
      Object.entries(FAILURE_FACTS).map(([fact, { is }]) => [code(fact), is]),
    ),
    programs: wordsOf('program'),
    peers: wordsOf('peer'),
    links: wordsOf('link'),
    frames: table(
      ['frame', 'over', 'what a message is', 'its value', 'beside it'],
      Object.values(language.frames).map(({ word, over, summary, schema, modifiers }) => [
        code(word),
        over.map((transport) => transport.toUpperCase()).join(', '),
        summary,
        'const' in schema ? ALONE : say(schema),
        sayAll(modifiers),
      ]),
    ),
    steps: table(
      ['verb', 'whose', 'what it does or expects', 'its value', 'may stand beside it'],
      Object.values(language.steps).map(({ word, actors, bare, summary, schema, modifiers }) => [
        code(word),
        actors.map((actor) => ACTORS[actor]).join(', '),
        summary,
        bare && 'const' in schema ? ALONE : say(schema),
        Object.keys(modifiers).map(code).join(', '),
      ]),
    ),
    'beside steps': table(
      ['word', 'beside', 'meaning'],
      [...modifiersOf(Object.values(language.steps))].map(([word, { value, beside }]) => [
        code(word),
        beside.map(code).join(', '),
        say(value),
      ]),
    ),
    payloads: wordsOf('value'),
    // A payload is an expectation too, and has a table of its own.
    expectations: wordsOf('expectation', payloadWords),
    checks: wordsOf('check'),
    damages: table(
      ['damage', 'on', 'what it does', 'its value', 'may stand beside it'],
      Object.values(language.damages).map(({ word, worksOn, summary, schema, modifiers }) => [
        code(word),
        worksOn.map((medium) => MEDIA[medium]).join(', '),
        summary,
        say(schema),
        sayAll(modifiers),
      ]),
    ),
    'beside damages': table(
      ['word', 'meaning'],
      Object.entries(ruleWords).map(([word, value]) => [code(word), say(value)]),
    ),
    profiles: table(
      ['profile', 'up', 'down'],
      Object.entries(profiles).map(([name, { up, down }]) => [code(name), describeLine(up), describeLine(down)]),
    ),
  };
}

/** A word that says all by itself. */
const ALONE = '(stands alone)';

const ACTORS: Readonly<Record<ActorKind, string>> = {
  peer: 'peer',
  program: 'program',
  link: 'link',
  none: 'nobody',
};

const MEDIA: Readonly<Record<Medium, string>> = { datagram: 'UDP', stream: 'TCP' };

interface Beside {
  readonly value: JsonSchema;
  readonly beside: string[];
}

/** Words that stand beside others, each once: a word means the same beside all of them. */
function modifiersOf(
  members: readonly { readonly word: string; readonly modifiers: Words }[],
): ReadonlyMap<string, Beside> {
  const found = new Map<string, Beside>();
  for (const { word, modifiers } of members) {
    for (const [modifier, value] of Object.entries(modifiers)) {
      const known = found.get(modifier);
      if (known) known.beside.push(word);
      else found.set(modifier, { value, beside: [word] });
    }
  }
  return found;
}

/** What a value is: the words of a map, the few texts that it may be, or its description. */
function sayValue(value: JsonSchema, shapes: Words): string {
  const inner = Object.entries(propertiesOf(value));
  // Where a text will do too, the description tells both.
  if (inner.length > 0 && value['type'] === 'object')
    return `a map: ${inner.map(([word, form]) => `${code(word)} (${sayValue(form, shapes)})`).join(', ')}`;
  const forms = 'const' in value ? [value['const']] : ((value['enum'] ?? []) as readonly unknown[]);
  const description = describe(value, shapes);
  return forms.length === 0 ? description : `${forms.map((form) => code(String(form))).join(', ')}: ${description}`;
}

/** A description as part of a sentence: some are written as sentences of their own. */
function describe(value: JsonSchema, shapes: Words): string {
  const shape = shapes[String(value['$ref']).split('/').at(-1) ?? ''];
  const description = (value['description'] ?? shape?.['description'] ?? '') as string;
  return (description.charAt(0).toLowerCase() + description.slice(1)).replace(/\.$/, '');
}

function propertiesOf(value: JsonSchema): Words {
  return (value['properties'] ?? {}) as Words;
}

function code(word: string): string {
  return `\`${word}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(asCell).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A bar would end the cell. */
function asCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
