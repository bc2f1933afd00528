import { spellings } from './codes/spellings.js';
import { files } from './codes/files.js';
import { findings } from './codes/findings.js';
import { names } from './codes/names.js';
import { order } from './codes/order.js';
import type { SpecCode } from './codes/spec-code.js';
import { tables } from './codes/tables.js';
import { values } from './codes/values.js';
import { words } from './codes/words.js';

/** The mistakes that a spec can have. */
export const specCodes: Readonly<Record<string, SpecCode>> = {
  ...files,
  ...words,
  ...names,
  ...values,
  ...spellings,
  ...order,
};

/** What `wiremark explain` tells, by code: of mistakes in a spec (`E012`) and in tables (`C003`), and of findings about a submission (`no-reply`). */
export const codes: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  ...Object.fromEntries(
    Object.entries(specCodes).map(([code, { title, means, wrong, right }]) => [
      code,
      { title, text: [means, ...example('wrong:', wrong), ...example('right:', right)].join('\n') },
    ]),
  ),
  ...tables,
  ...findings,
};

function example(label: string, text: string | undefined): string[] {
  return text === undefined
    ? []
    : [
        '',
        label,
        ...text
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`),
      ];
}
