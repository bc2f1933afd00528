import { toBytes } from '../model/bytes.js';
import { reached, waitUntil, type Deadline, type Eventual } from '../model/waiting.js';
import { received } from '../process/received.js';
import { speaksOfItsEnd, waitsForEnter, type Answerer } from './answers.js';
import { Changes } from './changes.js';
import { looking } from './looking.js';
import { pause } from './pause.js';

/** Who asks more than that before it is ready will ask for ever. */
export const MOST_ANSWERS = 8;

/** Between two system calls a program may look as if it rested; not so many looks in a row. */
const LOOKS = 5;

/** So long nothing more comes through a terminal: where something has come already, and where not. */
const SOME_LOOKS = 10;
const MANY_LOOKS = 100;

/** Who only tells how it is ended may be about to open its port, for so long. */
const LOOKS_AT_END = 100;

/** Who is about to end is looked at so often, since most do it at once. */
const END_LOOK_EVERY_MS = 50;

/** Who waits for a key still does in so many looks behind the first. */
const MORE_END_LOOKS = 2;

const LINE_FEED = 0x0a;

/** What is to be known of a program that may be asking. */
export interface Asking {
  /** It runs, and nobody is ending it. */
  isUnderWay(): boolean;
  /** A name for its wait, where it waits for something to be typed. */
  asks(): string | undefined;
  isAtRest(): boolean;
  isAtTerminal(): boolean;
  /** It is a client, and has its connection. */
  isConnected(): boolean;
  /** All that it has printed since the script typed last. */
  printed(): Uint8Array;
  /** Types into it what the script knows nothing of: since it asked, or where it waits for nothing but Enter. */
  type(line: Uint8Array, by: 'habit' | 'enter'): void;
}

/** The questions of one program, and whose turn it is to type: ours, or the script's. Changes with that, and when the program ends. */
export class Questions extends Changes {
  /** Those that we have answered, in order, and by what. */
  readonly answered: { readonly question: Uint8Array; readonly answer: string }[] = [];
  private readonly program: Asking;
  private last: string | undefined;
  /** So many looks in a row it has waited for something to be typed, and all else in it slept. */
  private restfulLooks = 0;
  /** What it had printed when it was answered last: what comes behind belongs to the next question. */
  private printedBefore = 0;
  private isScriptsTurn = true;

  constructor(program: Asking) {
    super();
    this.program = program;
  }

  /** Answers its question, where it asks one that is not answered yet. To be called again and again. */
  async answer(answerer: Answerer): Promise<void> {
    const wait = this.restingIn();
    this.restfulLooks = wait === undefined ? 0 : this.restfulLooks + 1;
    if (this.restfulLooks < LOOKS) return;
    const printed = await this.heard();
    const question = printed.subarray(this.printedBefore);
    if (speaksOfItsEnd(question) && this.restfulLooks < LOOKS_AT_END) return;
    // A client that has its connection asks for what it is to send, which is the script's part, unless somebody has said
    // what it is to be told. We may not have been told of the connection yet.
    if (answerer.beyondDoubt(question)?.isSaid !== true && this.program.isConnected()) return;
    this.restfulLooks = 0;
    this.last = wait;
    this.printedBefore = printed.length;
    const answer = answerer.answer(question);
    this.answered.push({ question, answer });
    this.program.type(toBytes(`${answer}\n`), 'habit');
  }

  /** A name for its wait, where all of it rests and nobody has typed what it waits for. */
  private restingIn(): string | undefined {
    const wait = this.program.asks();
    // Who waits for "Enter to stop" may be about to open its port in another thread.
    return wait !== undefined && wait !== this.last && this.program.isAtRest() ? wait : undefined;
  }

  /** Answers so many of its questions, one after another, as long as it runs. */
  private answerAll(answerer: Answerer, most: number): Promise<void> {
    return looking(async (pauseMs) => {
      while (this.program.isUnderWay() && this.answered.length < Math.min(most, MOST_ANSWERS)) {
        await this.answer(answerer);
        await new Promise((resolve) => setTimeout(resolve, pauseMs()));
      }
    });
  }

  /** Answers its first questions; the script's turn comes when it reads again behind them, or rests. */
  async answerFirst(answerer: Answerer, count: number): Promise<void> {
    if (count === 0) return;
    this.isScriptsTurn = false;
    await this.answerAll(answerer, count);
    await this.settled();
    this.isScriptsTurn = true;
    this.tell();
  }

  /** Resolves once it reads what nobody has typed yet, rests in another way, or has ended. */
  settled(): Promise<void> {
    return looking(async (pauseMs) => {
      for (let looks = 0; looks < LOOKS && this.program.isUnderWay();) {
        const wait = this.program.asks();
        const isSettled = wait === undefined ? this.program.isAtRest() : wait !== this.last;
        looks = isSettled ? looks + 1 : 0;
        await new Promise((resolve) => setTimeout(resolve, pauseMs()));
      }
    });
  }

  /** Resolves once it has settled, and does not ask for what somebody has said: that is being answered. */
  async settledBehind(answerer: Answerer): Promise<void> {
    await looking(async (pauseMs) => {
      while (this.program.isUnderWay()) {
        const before = this.answered.length;
        await this.settled();
        const question = (await this.heard()).subarray(this.printedBefore);
        const isSaid = answerer.beyondDoubt(question)?.isSaid === true && before < MOST_ANSWERS;
        if (this.answered.length === before && !isSaid) return;
        await new Promise((resolve) => setTimeout(resolve, pauseMs()));
      }
    });
  }

  /**
   * Helps a client that waits for Enter before it ends, and has nothing else to do. Resolves when it has ended or is being
   * ended, at the deadline, or when that was pressed so often that it will never end.
   */
  letEnd(deadline: Deadline): Promise<void> {
    return looking(async (pauseMs) => {
      let seen: string | undefined;
      let looks = 0;
      const isOver = (): boolean => deadline.isReached || !this.program.isUnderWay();
      for (let pressed = 0; pressed < MOST_ANSWERS && !isOver();) {
        await pause(Math.max(END_LOOK_EVERY_MS, pauseMs()), deadline, this);
        // Who has ended meanwhile, as most have, is not looked at.
        if (isOver()) return;
        const wait = this.isScriptsTurn ? this.restingIn() : undefined;
        looks = wait !== undefined && wait === seen ? looks + 1 : 0;
        seen = wait;
        if (wait === undefined || looks < MORE_END_LOOKS || this.program.isConnected()) continue;
        const printed = this.program.printed();
        if (!waitsForEnter(printed.subarray(this.printedBefore))) continue;
        this.last = wait;
        this.printedBefore = printed.length;
        pressed++;
        this.program.type(toBytes('\n'), 'enter');
      }
    });
  }

  /** Resolves once it is the script that types next: at the deadline in any case. */
  scriptsTurn(deadline: Deadline): Eventual<boolean> {
    return waitUntil(
      () => this.isScriptsTurn || undefined,
      this,
      deadline,
      () => true,
    );
  }

  /** Resolves once it reads what nobody has typed yet, or rests, and all that it has written is here; at the deadline in any case. */
  readsAgain(deadline: Deadline): Promise<unknown> {
    return Promise.race([this.settled().then(() => this.heard()), reached(deadline)]);
  }

  /**
   * All that it has printed. It has written its question when it waits for the answer, but we may not have read it yet;
   * and on its way through a terminal nobody sees it, so that only some time tells that nothing more comes.
   */
  private async heard(): Promise<Uint8Array> {
    await received();
    let printed = this.program.printed();
    if (!this.program.isAtTerminal()) return printed;
    return looking(async (pauseMs) => {
      for (let quiet = 0; quiet < (printed.length > this.printedBefore ? SOME_LOOKS : MANY_LOOKS); quiet++) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs()));
        const now = this.program.printed();
        if (now.length > printed.length) quiet = 0;
        printed = now;
      }
      return printed;
    });
  }

  /** What it had printed before the script typed belongs to no question of ours; a whole line ends its wait for one. */
  scriptTyped(typed: Uint8Array): void {
    this.printedBefore = 0;
    if (typed.at(-1) === LINE_FEED) this.last = this.program.asks() ?? this.last;
  }
}
