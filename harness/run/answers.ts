import { findPattern } from '../match/pattern.js';

/** What a program may want to hear when it asks at the keyboard before it listens or connects. */
export interface AnswerValues {
  readonly host: string;
  readonly port: string;
}

/** The values that answers to questions without recognisable words give, one after another; then come empty lines. */
export type AnswerOrder = readonly (keyof AnswerValues | 'host:port')[];

/** The most likely first: a server wants a port, a client a host and a port; an empty line takes the default. */
export const ANSWER_ORDERS: Readonly<Record<'server' | 'client', readonly AnswerOrder[]>> = {
  server: [['port'], ['host', 'port'], [], ['host:port']],
  client: [['host', 'port'], ['port', 'host'], [], ['host:port']],
};

/** Words of questions, in the languages that beginners ask in. The first that fits counts. */
const QUESTIONS: readonly (readonly [RegExp, string])[] = [
  [/(host|ip|address|адрес)\W{0,3}:\W{0,3}(port|порт)/iu, 'host:port'],
  [/port|порт|puerto|puerta|porta/iu, 'port'],
  [/host|address|\bip\b|адрес|хост|server|сервер|alamat|direcci/iu, 'host'],
  [/\by\s*\/\s*n\b/iu, 'y'],
  [/passw|пароль|contrase/iu, 'secret'],
  [/name|nick|login|user|имя|ник|логин|nama|nombre/iu, 'student'],
];

/** Answers the questions of one launch, one after another. */
export class Answerer {
  private readonly known: Readonly<Record<string, string>>;
  private readonly values: AnswerValues;
  private readonly order: AnswerOrder;
  private unrecognised = 0;

  /** `known`: what its student says; an answer (or `port`, `host`) and the pattern of its question. */
  constructor(known: Readonly<Record<string, string>>, values: AnswerValues, order: AnswerOrder) {
    this.known = known;
    this.values = values;
    this.order = order;
  }

  /** The line to be typed, without its end; empty for want of a better idea. `question` is what the program printed since the answer before. */
  answer(question: Uint8Array): string {
    const word = this.wordFor(question);
    if (word === undefined) return '';
    if (word === 'port' || word === 'host') return this.values[word];
    return word === 'host:port' ? `${this.values.host}:${this.values.port}` : word;
  }

  private wordFor(question: Uint8Array): string | undefined {
    const said = Object.entries(this.known).find(([, pattern]) => findPattern(pattern, question));
    if (said) return said[0];
    const text = new TextDecoder().decode(question);
    return QUESTIONS.find(([words]) => words.test(text))?.[1] ?? this.order[this.unrecognised++];
  }
}
