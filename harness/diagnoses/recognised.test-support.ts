import type { Recognised } from './recorded.test-support.js';
import { IN_CONVERSATIONS } from './recognised-conversations.test-support.js';
import { IN_MESSAGES } from './recognised-messages.test-support.js';
import { IN_PROGRAMS } from './recognised-programs.test-support.js';

/** What shows a mistake that is too rare, or too dependent on the machine, to be run as a program. */
export const RECOGNISED: readonly Recognised[] = [...IN_PROGRAMS, ...IN_CONVERSATIONS, ...IN_MESSAGES];
