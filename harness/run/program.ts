import { concat } from '../model/bytes.js';
import type { ProgramSpec } from '../model/spec.js';
import type { Address, NotLaunched } from '../model/trace.js';
import { readFileInside } from '../process/folder-files.js';
import type { LaunchedProgram } from '../process/launch.js';
import { launchProgram } from '../process/launch.js';
import { endedChildren } from '../process/ended-child.js';
import { cpuTimeMs, listeningSockets, processTree } from '../process/kernel-sockets.js';
import { processorUse, type ProcessorUse } from '../process/processor-use.js';
import type { Command, Exit } from '../process/command.js';
import type { Sandbox } from '../process/sandbox.js';
import { TERMINAL_SIZE } from '../process/terminal.js';
import { reachableAddress, type ProgramObserver } from '../process/listening.js';
import { andThen, type Deadline, type Eventual } from '../model/waiting.js';
import type { ProgramHandle } from '../steps/step-kind.js';
import type { Answerer } from './answers.js';
import { Changes } from './changes.js';
import type { Habit } from './habits.js';
import { looking } from './looking.js';
import { pause } from './pause.js';
import { MOST_ANSWERS, Questions } from './questions.js';
import type { Recorder } from './recorder.js';

/**
 * What listens at `::` may take no IPv4, and its program may be about to open a socket for that. It is given this long to
 * come to rest.
 */
const RESTLESS_GRACE_MS = 500;

/** A program that opened another port than the one asked for is given this long to open the right one too. */
const ELSEWHERE_GRACE_MS = 300;

/** How long a program may take to end after SIGTERM. */
const STOP_GRACE_MS = 500;

/** How readiness is waited for. */
export interface Readiness {
  readonly told: number | undefined;
  readonly habit: Habit;
  readonly answerer: Answerer;
  readonly deadline: Deadline;
  /** The deadline's whole time. */
  readonly readyMs: number;
}

/** One program of the submission in one run: launched at most once, observed, and stopped at the end. */
export class ProgramInRun extends Changes implements ProgramHandle {
  readonly name: string;
  exit: Exit | undefined;
  /** Where it can be reached, once it listens. */
  address: Address | undefined;
  private listensAt: Address | undefined;
  portFrom: 'command' | 'keyboard' | 'itself' = 'command';
  readonly questions: Questions;
  private launched: LaunchedProgram | undefined;
  private folder = '';
  private place = '';
  private readonly output: { readonly stream: 'stdout' | 'stderr'; readonly data: Uint8Array }[] = [];
  private readonly spec: ProgramSpec;
  private readonly recorder: Recorder;
  private readonly observer: ProgramObserver;
  /** What it had printed when the script typed into it last, or began, belongs to what was before. */
  private piecesBefore = 0;
  private isStopping = false;
  private hasTerminal = false;
  private stopped: Promise<void> | undefined;

  constructor(spec: ProgramSpec, recorder: Recorder, observer: ProgramObserver) {
    super();
    this.name = spec.name;
    this.spec = spec;
    this.recorder = recorder;
    this.observer = observer;
    const pid = (): number => this.launched?.pid ?? 0;
    this.questions = new Questions({
      isUnderWay: () => this.launched !== undefined && !this.exit && !this.isStopping,
      asks: () => observer.asks(pid()),
      isAtRest: () => this.isAtRest(),
      isAtTerminal: () => this.hasTerminal,
      isConnected: () => spec.ready === 'running' && observer.isConnected(pid()),
      printed: () => this.printed('either'),
      type: (data, by) => this.typeAs(data, by),
    });
  }

  get isLaunched(): boolean {
    return this.launched !== undefined;
  }

  /** Launches it, perhaps at a terminal. Resolves with the reason where that cannot be done. */
  async launch(command: Command, sandbox: Sandbox, terminal: boolean): Promise<NotLaunched | undefined> {
    this.hasTerminal = terminal;
    const { words, folder, copy, place } = command;
    this.folder = folder;
    this.place = place;
    const seenAs = sandbox.seenAs(copy, place);
    this.recorder.record({
      type: 'started',
      program: this.name,
      words,
      folder,
      seenAs,
      ...(terminal && { terminal: TERMINAL_SIZE }),
    });
    const launched = await launchProgram({
      command,
      terminal,
      sandbox,
      onOutput: (stream, data) => {
        this.output.push({ stream, data });
        this.recorder.record({ type: 'printed', program: this.name, stream, data });
        this.tell();
      },
      onBreach: (breach) => this.recorder.record({ type: 'over-limit', program: this.name, breach }),
      onLeftBehind: (what) => this.recorder.record({ type: 'left-behind', program: this.name, what }),
    });
    if ('errno' in launched) return { kind: 'spawn', errno: launched.errno, detail: launched.detail };
    this.launched = launched;
    void launched.ended.then((exit) => {
      this.exit = exit;
      this.recorder.record({ type: 'exited', program: this.name, ...exit });
      this.tell();
      this.questions.tell();
    });
    return undefined;
  }

  /**
   * Where it is reached after all, when it has refused us over IPv4: it may listen for that by now, or for IPv6 alone. A
   * connection that is refused is not seen by a program. Undefined where there is no other way.
   */
  async otherAddress(): Promise<Address | undefined> {
    if (!this.launched || !this.address || this.listensAt?.host !== '::') return undefined;
    const { port } = this.address;
    const [found] = await this.observer.find(this.launched.pid, this.spec.over ?? 'tcp', port);
    if (found?.port !== port) return undefined;
    this.listensAt = found;
    this.address = found.host === '::' ? { host: '::1', port } : reachableAddress(found);
    return this.address;
  }

  /**
   * Waits until it listens, and answers what it asks until then. `told` is the port in its command, where there is one. A
   * program that listens elsewhere is given a moment to open that port too, unless it is known to insist.
   */
  waitUntilListening(readiness: Readiness): Promise<NotLaunched | undefined> {
    return looking((pauseMs) => this.lookUntilListening(readiness, pauseMs));
  }

  private async lookUntilListening(
    { told, habit, answerer, deadline, readyMs }: Readiness,
    pauseMs: (lookedMs: number) => number,
  ): Promise<NotLaunched | undefined> {
    const over = this.spec.over ?? 'tcp';
    const pid = this.launched?.pid ?? 0;
    // Only the pauses count, not what a busy machine puts between them.
    let elsewhereMs = 0;
    let restlessMs = 0;
    while (!deadline.isReached) {
      const expected = habit.port ?? told;
      const beganMs = performance.now();
      const [found] = await this.observer.find(pid, over, expected ?? 0);
      const lookedMs = performance.now() - beganMs;
      const isExpected = expected === undefined || found?.port === expected;
      const isRestless = found?.host === '::' && restlessMs < RESTLESS_GRACE_MS && !this.observer.isAtRest(pid);
      if (found && !isRestless && (isExpected || elsewhereMs > ELSEWHERE_GRACE_MS)) {
        this.listensAt = found;
        this.address = reachableAddress(found);
        this.portFrom = this.questions.answered.some(({ answer }) => answer.includes(String(found.port)))
          ? 'keyboard'
          : found.port === told
            ? 'command'
            : 'itself';
        this.recorder.record({
          type: 'listening',
          program: this.name,
          over,
          address: found,
          ...(told !== undefined && { asked: told }),
        });
        return undefined;
      }
      if (this.exit) return { kind: 'exited-early' };
      const { answered } = this.questions;
      if (!found && answered.length < (habit.dialogue?.answers ?? 0)) await this.questions.answer(answerer);
      if (answered.length >= MOST_ANSWERS) break;
      const pausedMs = Math.max(pauseMs(lookedMs), this.observer.apartMs);
      if (found && !isExpected) elsewhereMs += pausedMs;
      if (isRestless) restlessMs += pausedMs;
      await pause(pausedMs, deadline);
    }
    const asks = this.questions.answered.length >= MOST_ANSWERS || this.observer.asks(pid) !== undefined;
    return { kind: 'not-listening', waitedMs: readyMs, ...(asks && { asks }) };
  }

  /** Writes down where else it waits for others: at another port, or over the other transport. */
  async recordElsewhere(): Promise<void> {
    if (!this.launched || this.exit || this.spec.over === undefined || this.observer.how !== 'kernel') return;
    for (const over of ['tcp', 'udp'] as const) {
      for (const address of await this.observer.find(this.launched.pid, over, 0)) {
        const isKnown = over === this.spec.over && address.port === this.address?.port;
        if (!isKnown) this.recorder.record({ type: 'listening', program: this.name, over, address });
      }
    }
  }

  /** Writes down what the kernel dropped of what was sent to it. Where it has not read the rest either, that is no loss: it hangs. */
  recordDropped(): void {
    if (!this.launched || this.exit || this.observer.how !== 'kernel') return;
    for (const { local, drops, unreadBytes } of listeningSockets(processTree(this.launched.pid), 'udp'))
      if (drops > 0 && unreadBytes === 0)
        this.recorder.record({ type: 'dropped', program: this.name, port: local.port, datagrams: drops });
  }

  printed(stream: 'stdout' | 'either'): Uint8Array {
    const pieces = this.output.slice(this.piecesBefore);
    return concat(pieces.filter((piece) => stream === 'either' || piece.stream === stream).map((piece) => piece.data));
  }

  /** It serves another run from now on: what it has printed so far belongs to the last one. */
  beginAnew(): void {
    this.piecesBefore = this.output.length;
  }

  async file(path: string): Promise<Uint8Array | undefined> {
    return readFileInside(this.place, this.folder, path);
  }

  scriptsTurn(deadline: Deadline): Eventual<unknown> {
    const turn = this.questions.scriptsTurn(deadline);
    // What is typed ahead at a terminal may be thrown away: whoever asks for a password does that.
    return this.hasTerminal ? andThen(turn, () => this.questions.readsAgain(deadline)) : turn;
  }

  type(data: Uint8Array): void {
    this.piecesBefore = this.output.length;
    this.questions.scriptTyped(data);
    this.typeAs(data, 'script');
  }

  endInput(): void {
    this.recorder.record({ type: 'input-ended', program: this.name });
    this.launched?.endInput();
  }

  letEnd(deadline: Deadline): Promise<void> {
    // What a server says of Enter is how it is stopped. To end when it should is its own business.
    return this.spec.ready === 'running' ? this.questions.letEnd(deadline) : Promise.resolve();
  }

  comesToRest(deadline: Deadline): Promise<unknown> {
    return this.questions.readsAgain(deadline);
  }

  signal(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void {
    this.recorder.record({ type: 'signalled', program: this.name, signal });
    this.launched?.signal(signal);
  }

  isAtRest(): boolean {
    return !this.launched || this.exit !== undefined || this.observer.isAtRest(this.launched.pid);
  }

  /** Processor time that it has used so far, with its children. */
  cpuMs(): number {
    return this.launched && !this.exit ? cpuTimeMs(processTree(this.launched.pid)) : 0;
  }

  /** Tells of a socket, where one of its processes alone holds it: how long ago that began a child that has ended. */
  endedChildren(): (inode: string) => number | undefined {
    return this.launched && !this.exit ? endedChildren(this.launched.pid) : () => undefined;
  }

  /** What it has had of the processors, and lacked, with its children. */
  processorUse(): ProcessorUse {
    return this.launched && !this.exit ? processorUse(this.launched.pid) : new Map();
  }

  private typeAs(data: Uint8Array, by: 'habit' | 'enter' | 'script'): void {
    this.recorder.record({ type: 'typed', program: this.name, data, by });
    this.launched?.type(data);
  }

  async stop(): Promise<void> {
    if (!this.launched || this.isStopping) return this.stopped;
    this.isStopping = true;
    if (!this.exit) this.recorder.record({ type: 'stopping', program: this.name });
    this.stopped = this.launched.stop({ graceMs: STOP_GRACE_MS });
    await this.stopped;
  }
}
