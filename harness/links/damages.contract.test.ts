import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JsonSchema, Medium } from '../model/language.js';
import type { Damage } from './damage.js';
import { damages } from './index.js';
import { numbered, passage, type Passage, type WrittenRule } from './passage.test-support.js';
import { wordsOf } from './words-of.test-support.js';

type Word = keyof typeof damages;

/** For each word: what an instructor may write, and how a report says it. Each acts on the traffic below. */
const samples: Record<Word, readonly [written: Record<string, unknown>, said: string][]> = {
  drop: [
    [{ drop: 2 }, 'drop the 2nd datagram'],
    [{ drop: [5, 2] }, 'drop the 2nd and 5th datagrams'],
    [{ drop: 'first' }, 'drop the 1st datagram'],
  ],
  loss: [
    [{ loss: '20%' }, 'lose 20% of the datagrams'],
    [{ loss: '7.5%', at_most: '2 in a row' }, 'lose 7.5% (at most 2 in a row) of the datagrams'],
  ],
  duplicate: [
    [{ duplicate: 3 }, 'add a copy of the 3rd datagram'],
    [{ duplicate: [1, 11, 12, 13], copies: 2 }, 'add 2 copies of the 1st, 11th, 12th and 13th datagrams'],
    [{ duplicate: '10%' }, 'add a copy of 10% of the datagrams'],
    [{ duplicate: 2, copies: 2, later: '300ms' }, 'add 2 copies, 300 ms later, of the 2nd datagram'],
  ],
  bursts: [
    [{ bursts: { start: '20%', stop: '50%' } }, 'lose datagrams in bursts (begin 20%, end 50%)'],
    [
      { bursts: { start: '20%', stop: '50%', loss_in: '80%', loss_out: '1%' } },
      'lose datagrams in bursts (begin 20%, end 50%, 80% inside, 1% outside)',
    ],
  ],
  replay: [
    [{ replay: 1 }, 'replay the 1st datagram behind the 2nd'],
    [{ replay: 2, behind: 9 }, 'replay the 2nd datagram behind the 9th'],
  ],
  inject: [
    [{ inject: 'NO' }, 'inject "NO" behind the 1st datagram'],
    [{ inject: { hex: '00 ff' }, behind: 3, sender: 'stranger' }, 'inject 00 ff of a stranger behind the 3rd datagram'],
    [{ inject: '', sender: 'same' }, 'inject "" behind the 1st datagram'],
  ],
  swap: [
    [{ swap: [4, 5] }, 'swap the 4th and 5th datagrams'],
    [{ swap: [21, 7] }, 'swap the 7th and 21st datagrams'],
  ],
  hold: [
    [{ hold: { nth: 2, until: '2 more' } }, 'hold, until 2 more have passed, the 2nd datagram'],
    [{ hold: { nth: 1, until: '1 more' } }, 'hold, until 1 more has passed, the 1st datagram'],
  ],
  reorder: [[{ reorder: '20%' }, 'let 20% of the datagrams be overtaken']],
  corrupt: [
    [{ corrupt: '20%' }, 'flip a bit in 20% of the datagrams'],
    [{ corrupt: 3, at: 0 }, 'flip a bit at offset 0 in the 3rd datagram'],
    [{ corrupt: 3, at: 0, bit: 7 }, 'flip bit 7 at offset 0 in the 3rd datagram'],
    [{ corrupt: [3, 4], at: 0, to: '00 ff' }, 'write 00 ff at offset 0 in the 3rd and 4th datagrams'],
  ],
  mtu: [
    [{ mtu: 15 }, 'lose every datagram of more than 15 bytes'],
    [{ mtu: '0 bytes' }, 'lose every datagram of more than 0 bytes'],
  ],
  spoof: [
    [{ spoof: 2 }, 'deliver the 2nd datagram from another port'],
    [{ spoof: '50%' }, 'deliver 50% of the datagrams from another port'],
  ],
  batch: [
    [{ batch: { every: '20ms' } }, 'deliver datagrams in batches, one every 20 ms'],
    [{ batch: { every: '20ms', at_most: 8 } }, 'deliver datagrams in batches of at most 8, one every 20 ms'],
  ],
  truncate: [
    [{ truncate: 1 }, 'keep only 1 byte of every datagram'],
    [{ truncate: '0 bytes', nth: 2 }, 'keep only 0 bytes of the 2nd datagram'],
  ],
  blackhole: [
    [{ blackhole: 'all' }, 'swallow every datagram'],
    [{ blackhole: 'after 3rd' }, 'swallow every datagram after the 3rd'],
  ],
  refuse: [
    [{ refuse: 'all' }, 'refuse every datagram'],
    [{ refuse: 'after 3rd' }, 'refuse every datagram after the 3rd'],
  ],
  rate: [
    [{ rate: '56kbit' }, 'let 56 kbit/s pass'],
    [{ rate: '1.5Mbit' }, 'let 1.5 Mbit/s pass'],
    [{ rate: '9600bit', queue: 5 }, 'let 9.6 kbit/s pass, with a queue of 5'],
  ],
  profile: [
    [{ profile: '3g' }, 'be like 3g (up 330 kbit/s, 100 ms; down 780 kbit/s, 100 ms)'],
    [{ profile: 'satellite' }, 'be like satellite (1.5 s, 0.2% lost)'],
  ],
  delay: [
    [{ delay: '300ms' }, 'add 300 ms of delay to everything'],
    [{ delay: '1.5s', jitter: '500ms' }, 'add 1.5 s ± 500 ms of delay to everything'],
    [{ delay: '1s', jitter: '100ms', shape: 'pareto' }, 'add 1 s ± 100 ms (pareto) of delay to everything'],
    [{ delay: '50ms', nth: [2, 5], in_order: true }, 'add 50 ms of delay, in order, to the 2nd and 5th datagrams'],
  ],
  pieces: [
    [{ pieces: [1, 7, 'rest'] }, 'cut pieces of 1 and 7 bytes off the stream'],
    [{ pieces: [1] }, 'cut a piece of 1 byte off the stream'],
  ],
  sliver: [
    [{ sliver: '1 byte' }, 'deliver 1 byte at a time of the stream'],
    [{ sliver: '3 bytes', gap: '5ms' }, 'deliver 3 bytes at a time every 5 ms of the stream'],
  ],
  stall: [
    [{ stall: '3s' }, 'stall the stream for 3 s'],
    [{ stall: '300ms', after: '7 bytes' }, 'stall the stream for 300 ms after 7 bytes'],
  ],
  cut_after: [
    [{ cut_after: '20 bytes' }, 'close the connection after 20 bytes'],
    [{ cut_after: 1 }, 'close the connection after 1 byte'],
    [{ cut_after: 0 }, 'close the connection after 0 bytes'],
  ],
  glue: [[{ glue: '20ms' }, 'glue together what is sent within 20 ms']],
  rewrite: [
    [{ rewrite: '00 ff', at: 0 }, 'write 00 ff over the stream at offset 0'],
    [{ rewrite: '58 59 5a', at: 13 }, 'write 58 59 5a over the stream at offset 13'],
  ],
  delay_close: [[{ delay_close: '2s' }, 'deliver the FIN 2 s later']],
  drop_fin: [[{ drop_fin: true }, 'swallow the FIN']],
  reset: [
    [{ reset: 'after 20 bytes' }, 'reset the connection after 20 bytes'],
    [{ reset: 'now' }, 'reset the connection at once'],
  ],
};

/** What the schema must not let through. */
const refused: Record<Word, readonly Record<string, unknown>[]> = {
  drop: [{ drop: 0 }, { drop: [] }, { drop: [2, 2] }, { drop: '20%' }, { drop: 'last' }],
  loss: [
    { loss: 20 },
    { loss: '20' },
    { loss: '-1%' },
    { loss: '20%', at_most: 2 },
    { loss: '20%', at_most: '0 in a row' },
  ],
  duplicate: [{ duplicate: 'first' }, { duplicate: 1, copies: 0 }, { duplicate: 1, later: 300 }],
  bursts: [
    { bursts: '20%' },
    { bursts: { start: '20%' } },
    { bursts: { start: 0.2, stop: 0.5 } },
    { bursts: { start: '20%', stop: '50%', loss: '1%' } },
  ],
  replay: [{ replay: 0 }, { replay: [1, 2] }, { replay: 1, behind: 0 }],
  inject: [{ inject: 1 }, { inject: {} }, { inject: { hex: 'f' } }, { inject: 'x', sender: 'nobody' }],
  reorder: [{ reorder: 2 }, { reorder: '20' }],
  mtu: [{ mtu: -1 }, { mtu: '1 kB' }],
  spoof: [{ spoof: 0 }, { spoof: 'first' }],
  batch: [{ batch: '20ms' }, { batch: { at_most: 8 } }, { batch: { every: '20ms', at_most: 0 } }],
  refuse: [{ refuse: 3 }, { refuse: 'after 3' }],
  rate: [{ rate: 56 }, { rate: '1 Mbit' }, { rate: '1MB' }, { rate: '1Mbit', queue: 0 }],
  profile: [{ profile: '6g' }, { profile: 3 }],
  glue: [{ glue: 20 }],
  rewrite: [
    { rewrite: 'x', at: 0 },
    { rewrite: '00', at: -1 },
  ],
  delay_close: [{ delay_close: 2 }],
  drop_fin: [{ drop_fin: false }, { drop_fin: 'yes' }],
  swap: [{ swap: 4 }, { swap: [4] }, { swap: [4, 4] }, { swap: [4, 5, 6] }],
  hold: [
    { hold: 2 },
    { hold: { nth: 2 } },
    { hold: { nth: 2, until: '0 more' } },
    { hold: { nth: 2, until: '1 more', at: 1 } },
  ],
  corrupt: [
    { corrupt: 'first' },
    { corrupt: 1, at: -1 },
    { corrupt: 1, at: 0, to: 'f' },
    { corrupt: 1, at: 0, to: 0 },
    { corrupt: 1, at: 0, bit: 8 },
  ],
  truncate: [{ truncate: -1 }, { truncate: '5 kB' }, { truncate: 5, nth: '20%' }],
  blackhole: [{ blackhole: 3 }, { blackhole: 'after 3' }, { blackhole: 'after 0th' }],
  delay: [
    { delay: 300 },
    { delay: '300' },
    { delay: '1h' },
    { delay: '1s', in_order: 'yes' },
    { delay: '1s', shape: 'square' },
  ],
  pieces: [{ pieces: [] }, { pieces: [0, 'rest'] }, { pieces: 3 }, { pieces: ['all'] }],
  sliver: [{ sliver: 0 }, { sliver: '0 bytes' }, { sliver: '1 byte', gap: 5 }],
  stall: [{ stall: 3 }, { stall: '3s', after: '-1 bytes' }],
  cut_after: [{ cut_after: '1 kB' }, { cut_after: -1 }],
  reset: [{ reset: 'later' }, { reset: 100 }, { reset: 'after 100' }],
};

/** What the schema lets through and `read` reports: the word it points at, and what it says to do. */
const senseless: readonly [written: Record<string, unknown>, at: string, suggestion: string][] = [
  [{ loss: '0%' }, 'loss', 'leave "loss" out, or write a share like 20%'],
  [{ loss: '120%' }, 'loss', 'loss: 100%'],
  [{ corrupt: 1, to: 'ff' }, 'to', 'add "at", the offset counted from 0: at: 0'],
  [{ corrupt: 1, bit: 3 }, 'bit', 'add "at", the offset counted from 0: at: 0'],
  [{ corrupt: 1, at: 0, to: 'ff', bit: 3 }, 'bit', 'take one of them away'],
  [{ bursts: { start: '0%', stop: '50%' } }, 'start', 'leave "start" out, or write a share like 20%'],
  [{ bursts: { start: '5%', stop: '500%' } }, 'stop', 'stop: 100%'],
  [{ reorder: '0%' }, 'reorder', 'leave "reorder" out, or write a share like 20%'],
  [{ replay: 3, behind: 2 }, 'behind', 'behind: 4'],
  [{ batch: { every: '0ms' } }, 'every', 'leave "every" out, or write a time like 300ms'],
  [{ refuse: 'after 3th' }, 'refuse', 'after 3rd'],
  [{ rate: '0kbit' }, 'rate', 'write a rate like 56kbit; to swallow everything use "blackhole"'],
  [{ delay: '20ms', shape: 'normal' }, 'shape', 'add "jitter", like jitter: 50ms'],
  [{ glue: '0ms' }, 'glue', 'leave "glue" out, or write a time like 300ms'],
  [{ rewrite: '00' }, 'rewrite', 'add "at", the offset counted from 0: at: 0'],
  [{ delay_close: '0s' }, 'delay_close', 'leave "delay_close" out, or write a time like 300ms'],
  [{ blackhole: 'after 3th' }, 'blackhole', 'after 3rd'],
  [{ delay: '0ms' }, 'delay', 'leave "delay" out, or write a time like 300ms'],
  [{ stall: '0s' }, 'stall', 'leave "stall" out, or write a time like 300ms'],
  [{ pieces: [1, 'rest', 7] }, 'pieces', 'pieces: [1, 7, rest]'],
  [{ pieces: ['rest'] }, 'pieces', 'pieces: [1, rest]'],
];

const byChance: readonly WrittenRule[] = [
  { loss: '50%' },
  { duplicate: '50%' },
  { corrupt: '50%' },
  { corrupt: [1, 2, 3, 4] },
  { bursts: { start: '30%', stop: '50%' } },
  { reorder: '50%' },
  { spoof: '50%' },
  { delay: '50ms', jitter: '40ms' },
  { delay: '50ms', jitter: '10ms', shape: 'normal' },
  { delay: '50ms', jitter: '10ms', shape: 'pareto' },
];

/** What becomes of a stream under the damages that are about just that. */
const otherEnds: Partial<
  Record<Word, { readonly data: 'whole' | 'beginning' | 'changed'; readonly signals: readonly string[] }>
> = {
  cut_after: { data: 'beginning', signals: ['end', 'cut'] },
  reset: { data: 'beginning', signals: ['reset'] },
  drop_fin: { data: 'whole', signals: [] },
  rewrite: { data: 'changed', signals: ['end'] },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each(Object.entries(damages) as [Word, Damage][])('%s', (word, damage) => {
  const cases = damage.worksOn.flatMap((medium) => samples[word].map(([written, said]) => ({ medium, written, said })));
  const accepts = new Ajv2020({ strict: true, strictTypes: false }).compile(wholeSchema(damage));

  test('stands in the registry under its own word, with a summary and a way out for the other medium', () => {
    expect(damage.word).toBe(word);
    expect(damage.summary).toMatch(/^[a-z].*[^.]$/);
    expect(damage.instead === '').toBe(damage.worksOn.length === 2);
  });

  test('has schemas that are closed and say what each part is for', () => {
    for (const schema of [damage.schema, ...Object.values(damage.modifiers)]) expectToBeExplained(schema);
  });

  test.each(samples[word])('reads %j and says it well', (written, said) => {
    expect(accepts(written)).toBe(true);
    const { words, problems } = wordsOf(written);
    const args = damage.read(words);
    expect(problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(args))).toEqual(args);
    expect(damage.describe(args)).toBe(said);
  });

  test.each(refused[word])('refuses %j by its schema', (written) => {
    expect(accepts(written)).toBe(false);
  });

  test.each(cases)('acts, and tells each act: $written on a $medium', ({ medium, written }) => {
    const wire = traffic(medium, written);
    const decisions = wire.events.filter((event) => event.type === 'damage');
    expect(decisions.length).toBeGreaterThan(0);
    for (const event of decisions) {
      expect(event).toMatchObject({ link: 'wire', flow: '1', from: 'client', rule: 0 });
      expect(event.what).toMatch(/^[a-z]/);
    }
  });

  test.each(cases.filter(({ medium }) => medium === 'datagram'))(
    'leaves alone what it does not tell of: $written',
    ({ written }) => {
      const wire = traffic('datagram', written);
      const told = new Set(wire.events.map((event) => (event.type === 'damage' ? event.unit : 0)));
      const alone = sent.datagram.filter((_, index) => !told.has(index + 1));
      expect(wire.arrived.filter((data) => alone.includes(data)).toSorted()).toEqual(alone.toSorted());
    },
  );

  test.each(cases)('does the same at each run with one seed: $written on a $medium', ({ medium, written }) => {
    const [first, again] = [traffic(medium, written), traffic(medium, written)];
    expect(again.timetable).toEqual(first.timetable);
    expect(again.events).toEqual(first.events);
    expect(again.signals).toEqual(first.signals);
  });

  test.each(cases.filter(({ medium }) => medium === 'datagram'))(
    'loses and adds no datagram without telling: $written',
    ({ written }) => {
      const wire = traffic('datagram', written);
      const fates = wire.events.flatMap((event) => (event.type === 'damage' ? [event] : []));
      const lost = fates.filter(({ fate }) => fate === 'lost').length;
      const copies = typeof written['copies'] === 'number' ? written['copies'] : 1;
      const added = fates.filter(({ fate }) => fate === 'added').length * copies;
      expect(wire.arrived).toHaveLength(sent.datagram.length - lost + added);
    },
  );

  test.each(cases.filter(({ medium }) => medium === 'stream'))(
    'ends when the stream ends, every byte in its order: $written',
    ({ written }) => {
      const wire = traffic('stream', written);
      const whole = sent.stream.join('');
      const arrived = wire.arrived.join('');
      const { data, signals } = otherEnds[word] ?? { data: 'whole', signals: ['end'] };
      if (data === 'whole') expect(arrived).toBe(whole);
      else if (data === 'beginning') expect(whole.startsWith(arrived)).toBe(true);
      else expect(arrived).toHaveLength(whole.length);
      expect(wire.signals).toEqual(signals);
    },
  );

  test.each(cases)('leaves no timer behind when it is closed: $written on a $medium', ({ medium, written }) => {
    const wire = passage(medium, [written]);
    wire.send(...sent[medium]);
    wire.close();
    expect(vi.getTimerCount()).toBe(0);
    const seen = [wire.arrived.length, wire.events.length];
    wire.send('late');
    wire.end();
    wire.runOut();
    expect([wire.arrived.length, wire.events.length]).toEqual(seen);
  });
});

test.each(senseless)('%j is reported when it is read', (written, at, suggestion) => {
  const word = Object.keys(written).find((each): each is Word => Object.hasOwn(damages, each));
  if (word === undefined) throw new Error('no such word');
  const { words, problems } = wordsOf(written);
  damages[word].read(words);
  expect(problems).toEqual([
    { code: expect.stringMatching(/^E0(42|16)$/), at, message: expect.any(String), suggestion },
  ]);
});

test.each(byChance)('another seed is another fate: %j', (written) => {
  const fates = ['1', '2', '3', '4'].map((seed) => {
    const { timetable, decisions } = traffic('datagram', written, seed);
    return JSON.stringify([timetable, decisions]);
  });
  expect(new Set(fates).size).toBe(4);
});

test('what is chosen by number is the same whatever the seed', () => {
  const fates = ['1', '2', '3'].map((seed) => JSON.stringify(traffic('datagram', { drop: [2, 5] }, seed).timetable));
  expect(new Set(fates).size).toBe(1);
});

const sent: Record<Medium, string[]> = {
  datagram: numbered(40).map((number) => `${number} is its number`),
  stream: ['a', 'bcdefghijklmn', 'opq', 'r'.repeat(50), 's'],
};

function traffic(medium: Medium, rule: WrittenRule, seed = '7'): Passage {
  const wire = passage(medium, [rule], { seed });
  wire.send(...sent[medium]);
  if (medium === 'stream') wire.end();
  wire.runOut();
  return wire;
}

function wholeSchema(damage: Damage): JsonSchema {
  return {
    type: 'object',
    properties: { [damage.word]: damage.schema, ...damage.modifiers },
    required: [damage.word],
    additionalProperties: false,
  };
}

function expectToBeExplained(schema: JsonSchema): void {
  expect(schema, JSON.stringify(schema)).toHaveProperty('description', expect.stringMatching(/\S.*\.$/s));
  if (schema['type'] === 'object') expect(schema['additionalProperties']).toBe(false);
  for (const inner of Object.values((schema['properties'] ?? {}) as Record<string, JsonSchema>))
    expectToBeExplained(inner);
}
