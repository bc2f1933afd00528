import { concat } from '../model/bytes.js';
import type { ProgramSpec } from '../model/spec.js';
import type { Address, NotLaunched } from '../model/trace.js';
import type { Exit, LaunchedProgram } from '../process/launch.js';
import { launchProgram } from '../process/launch.js';
import { cpuTimeMs, processTree } from '../process/kernel-sockets.js';
import { reachableAddress, type ListeningObserver } from '../process/listening.js';
import type { Deadline, ProgramHandle } from '../steps/step-kind.js';
import { Changes } from './changes.js';
import type { Recorder } from './recorder.js';

/** How often the kernel's tables are looked at while a program starts. */
const LOOK_EVERY_MS = 3;

/** A program that opened another port than the one asked for is given this long to open the right one too. */
const ELSEWHERE_GRACE_MS = 300;

/** How long a program may take to end after SIGTERM. */
const STOP_GRACE_MS = 500;

/** One program of the submission in one run: launched at most once, observed, and stopped at the end. */
export class ProgramInRun implements ProgramHandle {
  readonly name: string;
  exit: Exit | undefined;
  /** Where it can be reached, once it listens. */
  address: Address | undefined;
  private launched: LaunchedProgram | undefined;
  private readonly output: { readonly stream: 'stdout' | 'stderr'; readonly data: Uint8Array }[] = [];
  private readonly changes = new Changes();
  private readonly spec: ProgramSpec;
  private readonly recorder: Recorder;

  constructor(spec: ProgramSpec, recorder: Recorder) {
    this.name = spec.name;
    this.spec = spec;
    this.recorder = recorder;
  }

  get isLaunched(): boolean {
    return this.launched !== undefined;
  }

  /** Launches it. Resolves with the reason where that cannot be done. */
  async launch(command: {
    readonly words: readonly string[];
    readonly folder: string;
    readonly environment: Readonly<Record<string, string>>;
  }): Promise<NotLaunched | undefined> {
    this.recorder.record({ type: 'started', program: this.name, words: command.words, folder: command.folder });
    const launched = await launchProgram({
      ...command,
      onOutput: (stream, data) => {
        this.output.push({ stream, data });
        this.recorder.record({ type: 'printed', program: this.name, stream, data });
        this.changes.tell();
      },
    });
    if ('errno' in launched) return { kind: 'spawn', errno: launched.errno, detail: launched.detail };
    this.launched = launched;
    void launched.ended.then((exit) => {
      this.exit = exit;
      this.recorder.record({ type: 'exited', program: this.name, ...exit });
      this.changes.tell();
    });
    return undefined;
  }

  /** Waits until it listens. `asked` is the port it was told, where it was told one. */
  async waitUntilListening(
    observer: ListeningObserver,
    asked: number | undefined,
    deadline: Deadline,
    waitedMs: number,
  ): Promise<NotLaunched | undefined> {
    const over = this.spec.over ?? 'tcp';
    let elsewhere: Address | undefined;
    let elsewhereSince = 0;
    for (let looks = 0; !deadline.isReached; looks++) {
      const [first] = await observer.find(this.launched?.pid ?? 0, over, asked ?? 0);
      if (first && (asked === undefined || first.port === asked)) {
        this.address = reachableAddress(first);
        this.recorder.record({
          type: 'listening',
          program: this.name,
          over,
          address: first,
          ...(asked !== undefined && { asked }),
        });
        return undefined;
      }
      if (this.exit) return { kind: 'exited-early' };
      if (first && !elsewhere) elsewhereSince = looks;
      elsewhere = first;
      if (elsewhere && (looks - elsewhereSince) * LOOK_EVERY_MS > ELSEWHERE_GRACE_MS) break;
      await Promise.race([new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS)), deadline.reached]);
    }
    return { kind: 'not-listening', waitedMs, ...(elsewhere && { listensElsewhere: { ...elsewhere, over } }) };
  }

  /** Writes down where else it waits for others: at another port, or over the other transport. */
  async recordElsewhere(observer: ListeningObserver): Promise<void> {
    if (!this.launched || this.exit || this.spec.over === undefined || observer.how !== 'kernel') return;
    for (const over of ['tcp', 'udp'] as const) {
      for (const address of await observer.find(this.launched.pid, over, 0)) {
        const isKnown = over === this.spec.over && address.port === this.address?.port;
        if (!isKnown) this.recorder.record({ type: 'listening', program: this.name, over, address });
      }
    }
  }

  printed(stream: 'stdout' | 'either'): Uint8Array {
    return concat(
      this.output.filter((piece) => stream === 'either' || piece.stream === stream).map((piece) => piece.data),
    );
  }

  changed(): Promise<void> {
    return this.changes.next();
  }

  type(bytes: Uint8Array): void {
    this.launched?.type(bytes);
  }

  /** Processor time that it has used so far, with its children. */
  cpuMs(): number {
    return this.launched && !this.exit ? cpuTimeMs(processTree(this.launched.pid)) : 0;
  }

  async stop(): Promise<void> {
    if (!this.launched) return;
    if (!this.exit) this.recorder.record({ type: 'stopping', program: this.name });
    await this.launched.stop({ graceMs: STOP_GRACE_MS });
  }
}
