import { nearest } from '../yaml/near.js';

/** What is written for a word of this language by those who know other tools: right words by wrong ones. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  answers: ['answer'],
  args: ['takes'],
  arguments: ['takes'],
  any_of: ['either'],
  assert: ['expect'],
  assignment: ['name'],
  begins: ['starts'],
  break: ['leave'],
  bytes: ['hex', 'random'],
  capture: ['as'],
  client: ['peers'],
  clients: ['peers'],
  cmd: ['run'],
  command: ['run'],
  count: ['times', 'copies'],
  depends: ['needs'],
  depends_on: ['needs'],
  desc: ['about', 'name'],
  description: ['about', 'name'],
  define: ['let'],
  disconnect: ['close'],
  disconnected: ['closed'],
  encoding: ['length'],
  ends_with: ['ends'],
  eval: ['check', 'let'],
  ctrl_d: ['eof'],
  cwd: ['folder'],
  end_input: ['eof'],
  enters: ['types'],
  error: ['complains'],
  exec: ['run'],
  exit: ['exits'],
  exit_code: ['exits'],
  framing: ['frame'],
  includes: ['contains'],
  input: ['types'],
  keyboard: ['types'],
  include: ['use'],
  latency: ['delay'],
  loop: ['repeat'],
  lose: ['loss', 'drop'],
  max: ['at_most'],
  macros: ['blocks'],
  marks: ['points'],
  matches: ['match'],
  one_of: ['either'],
  open: ['connect'],
  parameters: ['takes'],
  output: ['prints'],
  pattern: ['match', 'matching'],
  prefix: ['starts'],
  print: ['prints'],
  processes: ['programs'],
  protocol: ['over'],
  read: ['expect'],
  receive: ['expect'],
  received: ['expect'],
  recv: ['expect'],
  regex: ['match', 'matching'],
  regexp: ['match', 'matching'],
  require: ['needs'],
  requires: ['needs'],
  response: ['expect', 'answer'],
  score: ['points'],
  server: ['programs'],
  set: ['let'],
  servers: ['programs'],
  starts_with: ['starts'],
  stop: ['leave'],
  store: ['as'],
  suffix: ['ends'],
  switch: ['either'],
  stderr: ['complains'],
  stdin: ['types', 'eof'],
  stdout: ['prints'],
  test: ['checks'],
  tests: ['checks'],
  timeout: ['within', 'limit'],
  title: ['name'],
  type: ['types'],
  transport: ['over'],
  variables: ['data', 'cases'],
  vars: ['data', 'cases'],
  verify: ['check'],
  wait: ['within', 'quiet'],
  weight: ['points'],
  while: ['repeat', 'until'],
  write: ['send'],
};

/** What has no word here, because it is said in another way; told among words of which this is one. */
const SAID_OTHERWISE: Readonly<Record<string, { readonly among: string; readonly how: string }>> = {
  equals: { among: 'starts', how: 'what is meant exactly is written alone: expect: "OK"' },
  sleep: { among: 'expect', how: 'nothing sleeps: an `expect` waits for what is to come, and `within` says how long' },
};

/** The word that was meant, where that is clear enough to go on with it. */
export function meantWord(wrong: string, known: readonly string[]): string | undefined {
  const near = nearest(wrong, known);
  if (near !== undefined) return near;
  const meant = meantBy(wrong, known);
  return meant.length === 1 ? meant[0] : undefined;
}

/** `did you mean "expect"?`, or the list of what is known. */
export function suggestWord(wrong: string, known: readonly string[], listed: readonly string[] = known): string {
  const otherwise = Object.hasOwn(SAID_OTHERWISE, wrong) ? SAID_OTHERWISE[wrong] : undefined;
  if (otherwise && known.includes(otherwise.among)) return otherwise.how;
  const near = nearest(wrong, known);
  const meant = near === undefined ? meantBy(wrong, known) : [near];
  if (meant.length > 0) return `did you mean ${meant.map((word) => `"${word}"`).join(' or ')}?`;
  const first = /^\S+(?=\s)/.exec(wrong)?.[0];
  if (first !== undefined && known.includes(first)) return `is a colon missing behind "${first}"?`;
  return listed.length > 0 ? `known here: ${listed.join(', ')}` : 'none is known here';
}

function meantBy(wrong: string, known: readonly string[]): readonly string[] {
  const word = wrong.toLowerCase();
  return Object.hasOwn(MEANT, word) ? (MEANT[word] ?? []).filter((right) => known.includes(right)) : [];
}
