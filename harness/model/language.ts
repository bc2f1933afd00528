import type { Expectation, Predicate } from './matcher.js';
import type { Outline } from './outline.js';
import type { FrameSpec, LinkSpec, PeerSpec, Step, Transport } from './spec.js';
import type { Expression, Held, Size, Value } from './value.js';

/** A JSON Schema (2020-12) as plain data; `description` is shown by editors and in the step tables. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The words that a spec may use, as the registries define them. Reading a spec needs a word's syntax
 * only; how it is carried out stays with its family.
 */
export interface Language {
  readonly steps: Readonly<Record<string, StepSyntax>>;
  readonly frames: Readonly<Record<string, FrameSyntax>>;
  readonly damages: Readonly<Record<string, DamageSyntax>>;
  /** The names of all findings, which a hint's condition may look at. */
  readonly findings: readonly string[];
}

interface WordSyntax {
  /** The word as it stands in a spec. */
  readonly word: string;
  /** One line for the reference: what it does or demands. */
  readonly summary: string;
  /** Of the word's value. */
  readonly schema: JsonSchema;
  /** Words that may stand beside it in the same map, with their schemas. */
  readonly modifiers: Readonly<Record<string, JsonSchema>>;
}

/** Who may be the actor of a step; `none`: the step stands without one. */
export type ActorKind = 'peer' | 'program' | 'link' | 'none';

export interface StepSyntax extends WordSyntax {
  readonly actors: readonly ActorKind[];
  /** True when the word alone is a step: `- close`. */
  readonly bare: boolean;
  /** True when it demands something, so that a check made of it can fail. */
  readonly expects: boolean;
  /** What it does to its peer's connection, so that a step nothing can reach is seen when the spec is read. */
  connection(args: unknown): ConnectionEffect;
  /** What it does to a program, so that a step is seen that needs one which does not run. */
  program?(args: unknown): ProgramEffect;
  /** The steps inside of it. */
  inner?(args: unknown): readonly Step[];
  /** The same, where only one of several lists is done. */
  ways?(args: unknown): readonly (readonly Step[])[];
  /** How long it takes by itself, where that is not up to its `within`. */
  lasts?(args: unknown): { readonly leastMs: number; readonly mostMs: number };
  /** How often its inner steps are done. */
  rounds?(args: unknown): { readonly least: number; readonly most: number };
  /** The values that it gives to its inner steps; each hides what has the same name outside. */
  gives?(args: unknown): UsedBlock['values'];
  /** The names that it gives values to, for the steps behind it. */
  assigns?(args: unknown): readonly { readonly name: string; readonly expression: Expression }[];
  /** The messages that it sends or waits for in the frame of its peer. */
  messages?(args: unknown): readonly MessageOfStep[];
  /** What it sends in pieces. */
  cuts?(args: unknown): CutMessage | undefined;
  /** In words, without the actor: `send "hello"`. */
  describe(args: unknown): string;
  /** True where it may decide which of several ways is gone: what it waits for can be looked at without taking it. */
  decides?(args: unknown): boolean;
  /** Actors that it speaks of besides its own. */
  names?(args: unknown): readonly string[];
  /** Its inner steps are done by copies of a peer, with connections of their own. */
  readonly copiesPeer?: true;
  /** From the author's words (already valid by the schema) to the step's arguments. */
  read(words: Words): unknown;
}

export interface FrameSyntax extends WordSyntax {
  /** `datagram` frames only travel over UDP, the others only over TCP; `raw` over both. */
  readonly over: readonly Transport[];
  read(words: Words): unknown;
  /** Why a message in it cannot be, or hold, these bytes. */
  refuses?(args: unknown, bytes: Outline, as: MessageRole): Refusal | undefined;
  /** How many bytes go on the wire for a message of so many, where it adds some. */
  bytesFor?(args: unknown, size: number): number;
}

/** `it has 300 bytes, and u8 counts up to 255`, and what to do. */
export interface Refusal {
  readonly why: string;
  readonly advice: string;
}

/** `sent`: the whole message, which the frame may fill up; `whole`: all that comes; `part`: what stands in what comes. */
export type MessageRole = 'sent' | 'whole' | 'part';

/** What a step sends or waits for. */
export interface MessageOfStep {
  readonly value: Value;
  readonly as: MessageRole;
}

/** A message, with its frame or without it, and the sizes of its pieces; what is left behind them is the last one. */
export interface CutMessage {
  readonly value: Value;
  readonly framed: boolean;
  readonly sizes: readonly number[];
}

/** `towards`: the peer or program whose port the program is given; `alone`: nobody is to be at that port. */
export type ProgramEffect =
  | { readonly kind: 'starts'; readonly program: string; readonly towards?: string; readonly alone?: boolean }
  /** It has ended behind this step; `bySelf`: so that it was not killed. */
  | { readonly kind: 'ends'; readonly bySelf: boolean }
  /** It has not ended. */
  | { readonly kind: 'runs' }
  /** It is typed into; or nothing more will be. */
  | { readonly kind: 'types' | 'ends-input' }
  /** It is sent a signal, and may end; `kills`: it cannot do otherwise. */
  | { readonly kind: 'signalled'; readonly kills: boolean };

export type ConnectionEffect = 'opens' | 'sends' | 'receives' | 'half-closes' | 'ends' | 'none';

/** What a damage works on: the bytes of a stream, or datagrams one by one. */
export type Medium = 'stream' | 'datagram';

export interface DamageSyntax extends WordSyntax {
  readonly worksOn: readonly Medium[];
  /** What to use instead on the other medium, for the message that refuses it. */
  readonly instead: string;
  read(words: Words): unknown;
  /** True where it befalls datagrams by chance, so that in a short run it may befall none. */
  isByChance?(args: unknown): boolean;
  /** `drop the 2nd datagram`; the report adds from whom. */
  describe(args: unknown): string;
}

/** What a repetition is read with. */
export interface LoopWords {
  /** The name of the number of the round. */
  readonly name?: string;
  /** The word of an expression that is looked at behind each round. */
  readonly until: string;
  /** Behind it goes only who has left it, or has met what stands under `until`. */
  readonly mustEnd: boolean;
}

export interface Loop {
  readonly steps: Step[];
  /** True where one of the steps leaves it. */
  readonly isLeft: boolean;
  readonly until?: Expression;
}

/** One of several ways on: its first step decides whether it is gone. */
export interface Way {
  readonly steps: readonly [Step, ...Step[]];
  /** What must come, in words. */
  readonly says: string;
}

/** The steps of a block where it is used, and what it is given. */
export interface UsedBlock {
  readonly block: string;
  readonly values: readonly { readonly name: string; readonly value: Value | number }[];
  readonly steps: readonly Step[];
}

/** One map of the author's text, as a word's `read` sees it. Every getter reports what is wrong at its place in the file. */
export interface Words {
  has(word: string): boolean;
  /** The plain data, as the schema allows it. */
  data(word: string): unknown;
  text(word: string): string | undefined;
  number(word: string): number | undefined;
  durationMs(word: string): number | undefined;
  /** `20%` is 0.2. */
  share(word: string): number | undefined;
  /** A whole number or the name of a variable that holds one. */
  size(word: string): Size | undefined;
  value(word: string): Value | undefined;
  /** A list of values. */
  values(word: string): Value[];
  expectation(word: string): Expectation | undefined;
  /** Demands; named groups are kept for later steps, where the step keeps them. */
  predicates(word: string, options?: { readonly keeps: boolean }): Predicate[];
  /** A pattern that the safe regular expressions accept. */
  pattern(word: string): string | undefined;
  /** The inner steps of copies of a peer, which know `me` and `copy`. */
  copies(word: string, peer: string): Step[];
  /** The inner steps of a repetition. */
  loop(word: string, loop: LoopWords): Loop;
  /** A list of ways: each begins with an expectation, and what is done then stands under `then`. */
  ways(word: string): Way[];
  /** A block of steps, with the values that it is given. */
  block(word: string): UsedBlock;
  /** Says that the repetition around this step ends here. False where there is none. */
  leaves(): boolean;
  /** The name at a word, under which the step keeps a value for the steps behind it. */
  keeps(word: string, held: Held): string | undefined;
  /** An expression that makes such a value. */
  expression(word: string, held: Held): Expression | undefined;
  /** A map of names and expressions: the step gives each name its value. */
  assignments(word: string): readonly { readonly name: string; readonly expression: Expression }[];
  /** A map inside this one. */
  inside(word: string): Words;
  /** The actor of this step, when it is a peer. */
  readonly peer: PeerSpec | undefined;
  /** Its frame in this check. */
  readonly frame: FrameSpec | undefined;
  /** The actor of this step, when it is a link. */
  readonly link?: LinkSpec | undefined;
  /** Demands that a text is the path of a file in a program's folder. */
  demandPath(word: string): void;
  /** Reports a mistake at a word of this map, or at its value (or at the map itself, without a word). */
  problem(problem: {
    readonly code: string;
    readonly at?: string;
    readonly on?: 'word' | 'value';
    readonly message: string;
    readonly suggestion?: string;
  }): void;
  /** Demands that this name is an actor of one of these kinds; reports where it is not. */
  actor(word: string, name: string, kinds: readonly ActorKind[]): boolean;
}
