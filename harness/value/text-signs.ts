/** What is wrong with an expression that is written like text, in words. */
interface Sentence {
  readonly detail: string;
  readonly advice: string;
}

/** What belongs to text and not into an expression, from where the reader of expressions stopped: a $, or words. */
export function sayTextSigns(source: string, at: number): Sentence | undefined {
  const [sign] = /^\$\{?/.exec(source.slice(at)) ?? [];
  if (sign !== undefined) return sayDollar(source, at, sign);
  const isText = /^[A-Za-z][\w,.!?-]*(?: [\w,.!?-]+)+$/.test(source) && !/\b(and|or|not)\b/.test(source);
  if (!isText) return undefined;
  return {
    detail: 'two words stand side by side',
    advice: `if it is meant as text, write it in quotes of its own: '"${source}"'`,
  };
}

function sayDollar(source: string, at: number, sign: string): Sentence {
  // Between quotes a $ would be part of a text.
  const part = /["']/.test(source) ? (/^\$(\{[^{}]*\}|\w+)/.exec(source.slice(at))?.[0] ?? '') : source;
  const without = part.replace(/\$\{([^{}]*)\}|\$(?=[A-Za-z_])/g, (_whole, inner: string | undefined) => inner ?? '');
  return {
    detail: sign === '$' ? 'names stand without $ here' : 'names stand without ${ } here',
    advice: without === '' || without.includes('$') ? 'write the name alone' : `write ${without}`,
  };
}
