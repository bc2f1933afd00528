/** What a spec's author wrote where bytes or text are wanted; evaluated in a scope of variables when a step runs. */
export type Value =
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'payload'; readonly payload: Payload };

/** `"hello ${me}"` is two parts: the text and a name looked up when the step runs. */
export type TemplatePart = { readonly text: string } | { readonly name: string } | { readonly expression: Expression };

/** A calculation with values (CEL), its types checked when the spec was read. */
export interface Expression {
  readonly source: string;
  readonly held: Held;
  /** The names in it, and what each holds. */
  readonly names: Readonly<Record<string, Held>>;
  /** It depends on what a program said, so that it is the program's doing where it has no value. */
  readonly told: boolean;
}

/** A whole number, the name of a variable that holds one (`random: $size`), or an expression (`"${size + 1}"`). */
export type Size =
  | number
  /** `told`: it depends on what a program said. */
  | { readonly name: string; readonly told?: true }
  | { readonly expression: Expression };

/** A recipe for bytes. The same recipe under the same seed always makes the same bytes. */
export type Payload =
  | { readonly kind: 'text'; readonly bytes: Size }
  | { readonly kind: 'random'; readonly bytes: Size }
  | { readonly kind: 'token'; readonly bytes: Size }
  | { readonly kind: 'hex'; readonly hex: string }
  | { readonly kind: 'base64'; readonly base64: string }
  | { readonly kind: 'concat'; readonly parts: readonly Value[] }
  | { readonly kind: 'number'; readonly as: NumberForm; readonly of: Size }
  | { readonly kind: 'repeat'; readonly of: Value; readonly times: Size };

/** A number as bytes: its bits, and big or little end first. */
export type NumberForm = (typeof NUMBER_FORMS)[number];

export const NUMBER_FORMS = ['u8', 'u16be', 'u16le', 'u24be', 'u24le', 'u32be', 'u32le'] as const;

/** What a variable may hold. Text that came from a program is kept as the bytes that came. */
export type Bound = Atom | readonly Atom[];

export type Atom = string | number | boolean | Uint8Array;

/** A value itself, and no recipe for one. */
export function isAtom(value: Atom | object): value is Atom {
  return typeof value !== 'object' || value instanceof Uint8Array;
}

/** The variables a step can see: data, the row of `cases`, loop variables, `me`, what earlier steps have kept. */
export type Bindings = Readonly<Record<string, Bound>>;

/** What kind of value a variable holds, as messages say it. `anything` where its declaration was refused, so that its uses are not refused too. */
export type Held =
  | 'a number'
  | 'text'
  | 'bytes'
  | 'true or false'
  | 'a list of numbers'
  | 'a list of text'
  | 'a list of bytes'
  | 'a list of true or false'
  | 'anything';
