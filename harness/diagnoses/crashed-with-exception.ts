import { ABSENCES } from './absences.js';
import { adviceOn, situationOf } from './advice-on-exception.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { exceptionsOf, sayRaised, type Raised } from './exceptions.js';
import { failingFlow } from './flows.js';
import { goodbyeAtMs } from './programs.js';

/** An exception that nobody caught ended the program, or the thread that served the client. */
export const crashedWithException: Diagnosis = {
  code: 'crashed-with-exception',
  explains: [...ABSENCES, 'wrong-exit', 'not-printed', 'wrong-count', 'not-listening'],
  recognise(evidence) {
    // What an exception does once we say goodbye was not there when the step failed.
    const raised = exceptionsOf(evidence).findLast(
      (each) => each.atMs < goodbyeAtMs(evidence) && (each.isFatal || endedThisClient(each, evidence)),
    );
    if (!raised) return undefined;
    const isUnread = /^(?:Syntax|Indentation|Tab)Error$/.test(raised.type);
    return {
      code: this.code,
      title: isUnread
        ? `Python cannot read your program: ${raised.type}.`
        : raised.isFatal
          ? `Your program died of an exception: ${raised.type}.`
          : `While it served this client, your program raised an exception: ${raised.type}.`,
      evidence: sayRaised(raised),
      advice: adviceOn(raised, situationOf(evidence)),
    };
  },
};

/** A program that goes on has lost a thread, or a client, and it may be another one than this. */
function endedThisClient({ language, type, message, atMs }: Raised, evidence: Evidence): boolean {
  const flow = failingFlow(evidence);
  const last = flow?.sent.at(-1);
  // That a connection broke off is told of another client: this one has not left. In Java it is the message that says so.
  const what = language === 'Java' ? `${type} ${message}` : type;
  return last !== undefined && atMs >= last.atMs && !/Connection|Broken ?[Pp]ipe|java\.io\.EOFException/.test(what);
}
