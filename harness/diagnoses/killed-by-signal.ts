import { ABSENCES } from './absences.js';
import type { Diagnosis } from './diagnosis.js';
import { endOf } from './programs.js';

const MEANINGS: Readonly<Record<string, { readonly what: string; readonly advice: string }>> = {
  SIGSEGV: {
    what: 'it used memory that is not its own',
    advice:
      'Look for a pointer that was never set, an index past the end of an array, or a buffer that is smaller than what recv may write into it. Compile with -g -fsanitize=address: then the line is named.',
  },
  SIGBUS: {
    what: 'it used memory that is not its own',
    advice:
      'Look for a pointer that was never set or points past the end of its array. Compile with -g -fsanitize=address: then the line is named.',
  },
  SIGFPE: {
    what: 'it divided by zero',
    advice: 'Check that a divisor is not 0 before you divide, for instance a number of answers that may be none.',
  },
  SIGABRT: {
    what: 'it gave itself up, as abort() and failed assertions do',
    advice: 'Read what it wrote to stderr, and look for memory that is freed twice or written past its end.',
  },
  SIGILL: {
    what: 'it came to an instruction that does not exist',
    advice: 'Look for a function that should return a value and has no return.',
  },
  SIGPIPE: {
    what: 'it sent to a client that had gone',
    advice:
      'Call signal(SIGPIPE, SIG_IGN) at the start, or send with MSG_NOSIGNAL: then send returns -1, and you can close that connection and go on.',
  },
};

/** The system ended the program. Signals that anybody may send prove nothing. */
export const killedBySignal: Diagnosis = {
  code: 'killed-by-signal',
  explains: [...ABSENCES, 'wrong-exit', 'not-printed', 'wrong-count'],
  recognise(evidence) {
    const end = endOf(evidence);
    const meaning = MEANINGS[end?.signal ?? ''];
    if (!end || !meaning) return undefined;
    return {
      code: this.code,
      title: `Your program crashed: the system ended it with ${end.signal}.`,
      evidence: `${end.signal} means that ${meaning.what}.`,
      advice: meaning.advice,
    };
  },
};
