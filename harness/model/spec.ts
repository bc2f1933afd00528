import type { GroupKind } from './group.js';
import type { SourceRange } from './source.js';
import type { Atom, Expression, Payload, Value } from './value.js';

/** A spec as its author meant it: names resolved, defaults filled in, `like` expanded, durations in milliseconds. */
export interface Spec {
  /** The file's name without its ending: `tcp-echo`. */
  readonly id: string;
  readonly name: string;
  readonly about?: string;
  /** Its parameters, as they are set. */
  readonly params: Readonly<Record<string, ParamSpec>>;
  readonly programs: Readonly<Record<string, ProgramSpec>>;
  readonly peers: Readonly<Record<string, PeerSpec>>;
  readonly links: Readonly<Record<string, LinkSpec>>;
  /** Certificates, made anew for each marking. */
  readonly certs: Readonly<Record<string, CertSpec>>;
  /** The names of data that is the same in all checks, and text: a command may be given it. */
  readonly commandData: readonly string[];
  readonly checks: readonly CheckSpec[];
  readonly origin: SourceRange;
  /** The author's text, for source excerpts in reports. */
  readonly source: string;
}

/** What may be different from one marking to the next: a dialect, a wire format, a number. */
export interface ParamSpec {
  readonly value: Atom;
  readonly isDefault: boolean;
  /** What it may be, by name, each with what stands in its place in the spec. */
  readonly choices?: Readonly<Record<string, unknown>>;
  /** For whoever sets it. */
  readonly about?: string;
}

/** A process of the submission, launched by us. */
export interface ProgramSpec {
  readonly name: string;
  /** The spec's own conventions, first match wins; `file` absent means "always". */
  readonly run: readonly { readonly file?: string; readonly command: string }[];
  readonly start: 'at once' | 'by step';
  /** `own`: it runs in a copy of the submission for it alone. */
  readonly folder: 'shared' | 'own';
  /** `listening`: ready once it has a socket that peers can reach. `running`: ready once it runs. */
  readonly ready: 'listening' | 'running';
  /** What it is told where it asks at its keyboard, though the task is not about that: an answer, and the pattern of its question. */
  readonly answers?: Readonly<Record<string, string>>;
  /** It is given a terminal, and not only a pipe, to be typed into. */
  readonly terminal?: boolean;
  /** Our own, for checks where the submission does not play it. */
  readonly reference?: ReferenceSpec;
  /** What it is reached over, derived from the peers and links that connect to it. */
  readonly over?: Transport;
  readonly origin: SourceRange;
}

/** The folder is relative to that of the spec. */
export interface ReferenceSpec {
  readonly folder: string;
  readonly command: string;
}

export type Transport = 'tcp' | 'udp';

/** The other side, played by us. */
export interface PeerSpec {
  readonly name: string;
  readonly role:
    | { readonly kind: 'connect'; readonly to: string }
    | { readonly kind: 'listen' }
    | { readonly kind: 'join'; readonly group: GroupKind };
  readonly over: Transport;
  /** The address of this machine that it connects to; where there is none, the one at which the program listens. */
  readonly address?: '127.0.0.1' | '::1';
  readonly frame: FrameSpec;
  /** It speaks TLS: as the one who connects, or with a certificate of its own. */
  readonly tls?: TlsSpec;
  /** A request that comes again, byte for byte, is given the answer it had, without the script noticing. */
  readonly answersAgain: boolean;
  /** A peer that never reads lets the other side's sends pile up. */
  readonly reads: 'always' | 'never';
  /** Messages that meet this pattern are passed over. */
  readonly ignore?: string;
  readonly origin: SourceRange;
}

/** The peer behind an actor's name: its own, or that of a copy, which has a number behind it. */
export function peerNamed({ peers }: Spec, actor: string): PeerSpec | undefined {
  return peers[actor] ?? peers[actor.replace(/\d+$/, '')];
}

export type TlsSpec =
  /** The certificate of the authority that it trusts, and the host that it wants to speak to. */
  | { readonly kind: 'connect'; readonly trust: string; readonly name: string }
  | { readonly kind: 'listen'; readonly cert: string };

/** How bytes are cut into messages. `name` is a key of the registry of frames. */
export interface FrameSpec {
  readonly name: string;
  readonly args: unknown;
}

/** The wire between two actors: it can be tapped and damaged. `from` opens connections to `to`. */
export interface LinkSpec {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly over: Transport;
  readonly origin: SourceRange;
}

/** One kind of damage on one link. `name` is a key of the registry of damages. */
export interface DamageRule {
  readonly link: string;
  /** The actor whose traffic is damaged; absent: both directions. */
  readonly from?: string;
  /** The flows that it befalls, by their numbers: the 2nd client. Absent: all. */
  readonly only?: readonly number[];
  /** A pattern: it sees only the datagrams that match. */
  readonly matching?: string;
  readonly name: string;
  readonly args: unknown;
  /** How a report speaks of it: `drop the 2nd datagram from client`. */
  readonly text: string;
  readonly origin: SourceRange;
}

/** One graded behaviour. */
export interface CheckSpec {
  readonly id: string;
  readonly name: string;
  readonly points: number;
  readonly tags: readonly string[];
  /** Ids of checks that must pass first; else this one is `blocked`. */
  readonly needs: readonly string[];
  /** What the parameters had to be for it to be there. */
  readonly when?: Expression;
  /** The programs that are the submission's; the others are ours. All are, where this is not said. */
  readonly plays?: readonly string[];
  readonly hidden: boolean;
  readonly hint?: string;
  /** Hints for certain failures: the first whose condition holds goes before the other one. */
  readonly hints: readonly ConditionalHint[];
  /** Named payloads, the spec's own and the check's. */
  readonly data: Readonly<Record<string, Payload>>;
  /** Each row binds variables and is a run of its own. */
  readonly cases: readonly Readonly<Record<string, Atom | Payload>>[];
  /** Each seed is a run of its own, with the same chances in every marking. */
  readonly seeds: readonly number[];
  readonly forAny?: ForAny;
  readonly damage: readonly DamageRule[];
  /** Frames by peer, where they differ from the peer's own. */
  readonly frames: Readonly<Record<string, FrameSpec>>;
  /** What is put into the folder of a program before it is launched, by program and by path. */
  readonly files: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  /** Unread messages at the end are no fault. */
  readonly extraOk: boolean;
  /** The program's port is already taken when it starts. */
  readonly holdsPort: boolean;
  /** Its programs may have served other checks before it. */
  readonly sharesPrograms: boolean;
  /** The longest one run of the check may take. */
  readonly limitMs: number;
  readonly steps: readonly Step[];
  readonly origin: SourceRange;
}

export interface ConditionalHint {
  readonly if: Expression;
  readonly say: string;
}

/** A property: the steps must hold for any value of these ranges. A failure is shrunk, as far as there is time. */
export interface ForAny {
  readonly values: Readonly<
    Record<string, { readonly kind: 'bytes' | 'text'; readonly min: number; readonly max: number }>
  >;
  readonly tries: number;
}

/** One thing that one actor does or expects. `kind` is a key of the registry of steps; `args` are its own. */
export interface Step {
  /** The path of the step in its check: `3`, or `2.1` inside the second. */
  readonly id: string;
  readonly kind: string;
  readonly actor?: string;
  readonly args: unknown;
  readonly withinMs: number;
  readonly hint?: string;
  /** The variables that it looks at, besides those that are the same in the whole run. */
  readonly uses: readonly string[];
  /** The names under which it keeps what came, or gives values; absent where there is none. */
  readonly keeps?: readonly string[];
  /** The step belongs to one map with the one before it: the two overlap in time. */
  readonly joined: boolean;
  readonly origin: SourceRange;
}

/** A certificate that is made anew for each marking; one that is for no host is an authority. */
export interface CertSpec {
  /** Host names and addresses. */
  readonly for: readonly string[];
  /** The authority that has signed it; absent: itself. */
  readonly by?: string;
  /** How long it is good from now on; negative: it has expired. */
  readonly days: number;
}
