import { findPattern } from '../match/pattern.js';
import { PLACES } from '../match/places.js';

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

/**
 * An answer, and the pattern of its question: `port`, `host`, `host:port` and `host port` stand for theirs, and so do
 * `${host}` and `${port}` in any other.
 */
export type Said = readonly [answer: string, pattern: string];

/** Words of questions, in the languages that beginners ask in. The first that fits counts. */
const QUESTIONS: readonly (readonly [RegExp, string])[] = [
  // It may be about a server or a port.
  [/\by\s*\/\s*n\b/iu, 'y'],
  [/\bj\s*\/\s*n\b/iu, 'j'],
  ...PLACES,
  [/passw|пароль|contrase/iu, 'secret'],
  [/name|nick|login|user|имя|ник|логин|nama|nombre/iu, 'student'],
];

const PLACED: Readonly<Record<string, string>> = {
  host: '${host}',
  port: '${port}',
  'host:port': '${host}:${port}',
  'host port': '${host} ${port}',
};

/** Words by which a question is about something else than a server's place: what is to be sent, or who sends it. */
const OTHER_MATTERS =
  /messag|\btext|\bsend|\bsay\b|\blines?\b|word|command|guess|number to (?!connect|use|listen)|\bfile|\buser|nick|login|your (?!(server|host|ip|port)\b)|сообщ|текст|парол|логин|mensaj|texto|contrase|pesan|nachricht/iu;

/** Words by which a program says how it is ended: "Press Enter to stop". No answer brings it further. */
const END = /\b(stop\w*|quit|exit|ends?|shut ?down|beend\w+|abbrechen|terminar|salir)\b|остан|выход/iu;

/** Its last line tells how it is ended, and asks for nothing. */
export function speaksOfItsEnd(question: Uint8Array): boolean {
  const line = lastLineOf(question);
  return END.test(line) && !/port|порт|puerto|puerta|porta|[?:]$/iu.test(line);
}

const PRESS =
  'press|hit|tap|drück(?:en|e)?|drueck(?:en|e)?|pulsa|pulse|pulsar|presiona|presione|oprima|appuyez|appuie|appuyer|pressez|premi|premere|premete|нажмите|нажми|нажать';

const ARTICLE = 'the|any|a|an|sie|bitte|eine|die|beliebige|cualquier|la|una|un|il|sur|une|touche|любую|клавишу';

const KEY = 'enter|return|key|eingabetaste|taste|intro|tecla|entrée|entree|touche|invio|tasto|клавишу|ввод';

/** "Press Enter", or "Enter drücken", or "Enter to exit": the key comes right behind the word, for "enter" is a verb, too. */
const WAITS_FOR_KEY = new RegExp(
  [
    `(?<!\\p{L})(?:${PRESS})\\P{L}+(?:(?:${ARTICLE})\\P{L}+)*(?:${KEY})(?!\\p{L})`,
    `(?<!\\p{L})(?:${KEY})\\P{L}+(?:drücken|druecken|betätigen)(?!\\p{L})`,
    `^\\P{L}*(?:enter|return)\\s+(?:to|zum|para|pour|per|для)\\s`,
  ].join('|'),
  'iu',
);

/** Words by which Enter takes what the program proposes. */
const TAKES_PROPOSED = /\b(default|hosts?|ip|ports?|address|localhost)\b|порт|хост|адрес|\d/iu;

/** Its last line waits for a key and for nothing else, as programs do whose window would close otherwise: "Press Enter to exit". */
export function waitsForEnter(question: Uint8Array): boolean {
  const line = lastLineOf(question);
  return WAITS_FOR_KEY.test(line) && !TAKES_PROPOSED.test(line) && !OTHER_MATTERS.test(line);
}

/** Answers the questions of one launch, one after another. */
export class Answerer {
  private readonly said: readonly Said[];
  private readonly values: AnswerValues;
  private readonly order: AnswerOrder;
  private unrecognised = 0;

  /** `said`: what its student says, and its spec. */
  constructor(said: readonly Said[], values: AnswerValues, order: AnswerOrder) {
    this.said = said;
    this.values = values;
    this.order = order;
  }

  /** The line to be typed, without its end; empty for want of a better idea. `question` is what the program printed since the answer before. */
  answer(question: Uint8Array): string {
    const word = this.wordFor(question) ?? '';
    const { host, port } = this.values;
    return (PLACED[word] ?? word).replaceAll('${host}', host).replaceAll('${port}', port);
  }

  /**
   * What a question is about, where nobody could take it for one that a script answers: somebody has said so, or its last
   * line asks for the place of a server and speaks of nothing else.
   */
  beyondDoubt(question: Uint8Array): { readonly word: string; readonly isSaid: boolean } | undefined {
    const said = this.saidOf(question);
    if (said !== undefined) return { word: said, isSaid: true };
    const line = lastLineOf(question);
    const word = PLACES.find(([words]) => words.test(line))?.[1];
    return word === undefined || OTHER_MATTERS.test(line) ? undefined : { word, isSaid: false };
  }

  private saidOf(question: Uint8Array): string | undefined {
    return this.said.find(([, pattern]) => findPattern(pattern, question))?.[0];
  }

  private wordFor(question: Uint8Array): string | undefined {
    const said = this.saidOf(question);
    if (said !== undefined) return said;
    const text = new TextDecoder().decode(question);
    const word = QUESTIONS.find(([words]) => words.test(text))?.[1] ?? this.order[this.unrecognised++];
    return word === 'host port' && this.order.includes('host:port') ? 'host:port' : word;
  }
}

function lastLineOf(question: Uint8Array): string {
  return new TextDecoder().decode(question).trimEnd().split('\n').at(-1) ?? '';
}
