import { nearest } from '../yaml/near.js';

/** What is written for a word of this language by those who know other tools: right words by wrong ones. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  answers: ['answer'],
  assert: ['expect'],
  assignment: ['name'],
  begins: ['starts'],
  bytes: ['hex', 'random'],
  client: ['peers'],
  clients: ['peers'],
  cmd: ['run'],
  command: ['run'],
  count: ['times', 'copies'],
  depends: ['needs'],
  depends_on: ['needs'],
  desc: ['about', 'name'],
  description: ['about', 'name'],
  disconnect: ['close'],
  disconnected: ['closed'],
  encoding: ['length'],
  ends_with: ['ends'],
  error: ['complains'],
  exec: ['run'],
  exit: ['exits'],
  exit_code: ['exits'],
  framing: ['frame'],
  includes: ['contains'],
  latency: ['delay'],
  loop: ['repeat'],
  lose: ['loss', 'drop'],
  marks: ['points'],
  matches: ['match'],
  open: ['connect'],
  output: ['prints'],
  pattern: ['match', 'matching'],
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
  servers: ['programs'],
  sleep: ['quiet'],
  starts_with: ['starts'],
  stderr: ['complains'],
  stdout: ['prints'],
  test: ['checks'],
  tests: ['checks'],
  timeout: ['within', 'limit'],
  title: ['name'],
  transport: ['over'],
  variables: ['data', 'cases'],
  vars: ['data', 'cases'],
  wait: ['within', 'quiet'],
  weight: ['points'],
  write: ['send'],
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
