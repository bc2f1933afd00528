/** What a spec's author wrote where bytes or text are wanted; evaluated in a scope of variables when a step runs. */
export type Value =
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'payload'; readonly payload: Payload };

/** `"hello ${me}"` is two parts: the text and a name looked up when the step runs. */
export type TemplatePart = { readonly text: string } | { readonly name: string };

/** A whole number, or the name of a variable that holds one (`random: $size`). */
export type Size = number | { readonly name: string };

/** A recipe for bytes. The same recipe under the same seed always makes the same bytes. */
export type Payload =
  | { readonly kind: 'text'; readonly bytes: Size }
  | { readonly kind: 'random'; readonly bytes: Size }
  | { readonly kind: 'token'; readonly bytes: Size }
  | { readonly kind: 'hex'; readonly hex: string }
  | { readonly kind: 'repeat'; readonly of: Value; readonly times: Size };

/** What a variable may hold. */
export type Bound = string | number | Uint8Array;

/** The variables a step can see: data, the row of `cases`, loop variables, `me`, ports. */
export type Bindings = Readonly<Record<string, Bound>>;
