import { expect } from 'vitest';
import { language } from '../cli/language.js';
import type { CheckSpec, Spec, Step } from '../model/spec.js';
import { readSpec } from './read-spec.js';

/** A spec around what a test is about; a part that is given replaces the usual one. */
export function specOf(parts: {
  readonly programs?: string;
  readonly peers?: string;
  readonly links?: string;
  readonly top?: string;
  readonly checks: string;
}): Spec {
  const text = [
    'spec: 1',
    'name: Example',
    parts.programs ?? 'programs: { server: { run: "python3 server.py ${port}" } }',
    parts.peers ?? 'peers: { c: { connect: server } }',
    parts.links ?? '',
    parts.top ?? '',
    `checks:\n${parts.checks}`,
  ].join('\n');
  const { spec, diagnostics } = readSpec(Buffer.from(text), 'folder/example.yaml', language);
  expect(diagnostics).toEqual([]);
  if (!spec) throw new Error('it was not read');
  return spec;
}

/** A UDP client under test, and the link that it is damaged on. */
export const UDP = {
  programs: 'programs: { client: { run: "./client ${port}", start: by step } }',
  peers: 'peers: { s: { listen: udp } }',
  links: 'links: { wire: { from: client, to: s } }',
};

/** The steps of a single check. */
export function stepsOf(steps: string, parts: Omit<Parameters<typeof specOf>[0], 'checks'> = {}): readonly Step[] {
  return checkOf(`steps:\n${indent(steps)}`, parts).steps;
}

/** A check with these words. */
export function checkOf(check: string, parts: Omit<Parameters<typeof specOf>[0], 'checks'> = {}): CheckSpec {
  const spec = specOf({ ...parts, checks: `  - id: example\n${indent(check, 4)}` });
  return spec.checks[0] as CheckSpec;
}

/** A step's own arguments. */
export function argsOf(step: Step | undefined): Readonly<Record<string, unknown>> {
  if (!step) throw new Error('there is no such step');
  return step.args as Readonly<Record<string, unknown>>;
}

/** The same lines, further to the right. */
export function indent(text: string, by = 2): string {
  return text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}

/** The plainest step there is. */
export const hello = '- { send: "hello", expect: "hello" }';

/** A text value with names in it. */
export const text = (...parts: readonly unknown[]): unknown => ({
  kind: 'template',
  parts: parts.map((part) => (typeof part === 'string' ? { text: part } : part)),
});
