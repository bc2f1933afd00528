import type { Frame } from '../frames/frame.js';
import type { Damage } from '../links/damage.js';
import type { openLink } from '../links/relay.js';
import type { ProgramObserver } from '../process/listening.js';
import type { Habits } from './habits.js';
import type { Sandbox } from '../process/sandbox.js';
import type { StepKind } from '../steps/step-kind.js';
import type { TlsOptions, Transport } from '../transports/transport.js';

/** All that a run is given from outside: the registries, and how it may reach the machine. */
export interface RunEnvironment {
  readonly steps: Readonly<Record<string, StepKind>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly damages: Readonly<Record<string, Damage>>;
  readonly transports: Readonly<Record<'tcp' | 'udp', Transport>>;
  /** TLS over TCP, as a peer speaks it. */
  readonly secureTransport: (options: TlsOptions) => Transport;
  /** UDP to a group, as a peer that joins one speaks it. */
  readonly groupTransport: Transport;
  readonly openLink: typeof openLink;
  readonly observer: ProgramObserver;
  /** What is known about the programs of this submission. */
  readonly habits: Habits;
  /** Numbers in the sources below a folder that may be ports. */
  readonly portsInSources: (folder: string) => readonly number[];
  /** Where programs run. */
  readonly sandbox: Sandbox;
  /** The environment variables of launched programs. */
  readonly variables: Readonly<Record<string, string>>;
  /** Lets only so many programs start at once: starting is what costs processor time. */
  readonly startGate: <T>(start: () => Promise<T>) => Promise<T>;
  /** Aborted when the whole marking is to end now. */
  readonly signal: AbortSignal;
}
