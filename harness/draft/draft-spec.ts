import type { Transport } from '../model/spec.js';
import { joined, type Exchange, type Turn } from './exchange.js';
import { cut, guessFrame, type GuessedFrame } from './guess-frame.js';
import { yamlText, yamlValue } from './yaml-value.js';

export interface DraftOptions {
  readonly name: string;
  readonly over: Transport;
  /** The side that the spec is about. wiremark plays the other one. */
  readonly about: 'server' | 'client';
  /** How the program is started, with `${port}` in it. */
  readonly command: string;
}

/** A spec file may have a mebibyte; some room is left for what its author adds. */
const mostBytes = 1_000_000;

/**
 * The text of a spec that demands of a program just what it said in these exchanges. Each exchange is a check; one
 * that was the same as another is left out, and so is what does not fit into a spec.
 */
export function draftSpec(exchanges: readonly Exchange[], options: DraftOptions): string {
  const frame: GuessedFrame = options.over === 'udp' ? { name: 'raw', end: '' } : guessFrame(exchanges);
  const head = headOf(options, frame);
  const checks: string[] = [];
  const known = new Set<string>();
  const leftOut: string[] = [];
  let room = mostBytes - head.length;
  for (const { flow, turns } of exchanges) {
    const steps = stepsOf(turns, options, frame);
    if (steps.length === 0) continue;
    const text = steps.map((step) => `      - ${step}\n`).join('');
    const unit = options.over === 'udp' ? 'client' : 'connection';
    if (known.has(text)) leftOut.push(`# ${unit} ${flow} went like one above.\n`);
    else if (text.length > room) leftOut.push(`# ${unit} ${flow} is too long for a spec.\n`);
    else checks.push(`  - id: ${unit}-${flow}\n    name: ${unit} ${flow} goes as it was recorded\n    steps:\n${text}`);
    if (!known.has(text) && text.length <= room) room -= text.length;
    known.add(text);
  }
  return [head, 'checks:\n', checks.join('\n'), ...leftOut].join('');
}

function headOf({ name, over, about, command }: DraftOptions, frame: GuessedFrame): string {
  const framed = frame.name === 'raw' ? '' : `, frame: ${frame.name}`;
  const peer =
    about === 'server'
      ? `c: { connect: server${over === 'udp' ? ', over: udp' : ''}${framed} }`
      : `s: { listen: ${over}${framed} }`;
  const start = about === 'client' ? ', start: by step' : '';
  return [
    '# Drafted by `wiremark record` from a live exchange. What the program must do, and what it only happened to do',
    '# this time, is for you to tell: take away what says nothing, and name each check for what it is about.',
    'spec: 1',
    `name: ${yamlText(name)}`,
    '',
    'programs:',
    `  ${about}: { run: ${yamlText(command)}${start} }`,
    '',
    'peers:',
    `  ${peer}`,
    '',
    '',
  ].join('\n');
}

/** The steps of one exchange, as the peer takes them; none where nothing was said. */
function stepsOf(turns: readonly Turn[], { over, about }: DraftOptions, frame: GuessedFrame): string[] {
  const messages = over === 'udp' ? turns : frame.name === 'raw' ? joined(turns) : cut(turns, frame);
  if (!messages.some((turn) => turn.kind === 'says')) return [];
  const ours = about === 'server' ? 'client' : 'server';
  const steps: string[] = [];
  /** What is sent stands in one step with what is expected next: the two may overlap. */
  let sent: string | undefined;
  const add = (...words: readonly string[]): void => {
    const said = [...(sent === undefined ? [] : [`send: ${sent}`]), ...words];
    if (said.length > 0) steps.push(`{ ${said.join(', ')} }`);
    sent = undefined;
  };
  for (const [index, turn] of messages.entries()) {
    const isOurs = turn.by === ours;
    if (turn.kind === 'says' && !isOurs) {
      add(`expect: ${yamlValue(turn.data)}`);
      continue;
    }
    add();
    if (turn.kind === 'says') {
      sent = yamlValue(turn.data);
    } else if (!isOurs) {
      steps.push(`{ closed: ${turn.how === 'fin' ? 'cleanly' : 'by reset'} }`);
      // Whatever our side still said, nobody heard it.
      break;
    } else if (turn.how === 'reset') {
      steps.push('reset');
    } else {
      // It may have been a half close: then the other side goes on, or at least closes too.
      steps.push(messages.slice(index).some((later) => later.by !== ours) ? '{ close: writing }' : 'close');
    }
  }
  add();
  const isDemanding = messages.some((turn) => turn.by !== ours);
  return [
    ...(about === 'client' ? ['start: client'] : []),
    ...steps.map((step) => `${about === 'server' ? 'c' : 's'}: ${step}`),
    ...(isDemanding ? [] : [about === 'server' ? 'server: running' : 'client: { exits: any }']),
  ];
}
