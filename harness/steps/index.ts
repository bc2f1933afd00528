import { answer } from './answer.js';
import { check } from './check.js';
import { close } from './close.js';
import { closed } from './closed.js';
import { collect } from './collect.js';
import { connect } from './connect.js';
import { down } from './down.js';
import { either } from './either.js';
import { exits } from './exits.js';
import { expect } from './expect.js';
import { file } from './file.js';
import { handshake } from './handshake.js';
import { leave } from './leave.js';
import { letStep } from './let.js';
import { listens } from './listens.js';
import { meet } from './meet.js';
import { members } from './members.js';
import { never } from './never.js';
import { opensWith } from './opens-with.js';
import { parallel } from './parallel.js';
import { complains, prints } from './prints.js';
import { pause } from './pause.js';
import { quiet } from './quiet.js';
import { record } from './record.js';
import { repeat } from './repeat.js';
import { reset } from './reset.js';
import { resume } from './resume.js';
import { running } from './running.js';
import { saw } from './saw.js';
import { send } from './send.js';
import { signal } from './signal.js';
import { start } from './start.js';
import type { StepKind } from './step-kind.js';
import { up } from './up.js';
import { eof, types } from './types.js';
import { use } from './use.js';

/** All that an actor can do or expect, by the word that names it in a spec. */
export const steps: Readonly<Record<string, StepKind>> = {
  connect,
  start,
  send,
  expect,
  answer,
  collect,
  close,
  closed,
  reset,
  quiet,
  handshake,
  members,
  parallel,
  meet,
  repeat,
  leave,
  either,
  use,
  let: letStep,
  check,
  running,
  signal,
  exits,
  listens,
  types,
  eof,
  prints,
  complains,
  file,
  saw,
  never,
  opens_with: opensWith,
  record,
  pause,
  resume,
  down,
  up,
};
