/** Findings that something did not come, or ended too early: what a program that has died leaves behind. */
export const ABSENCES = [
  'no-reply',
  'reply-incomplete',
  'closed-early',
  'reset-by-program',
  'refused',
  'send-stalled',
  'gone-before-answer',
  'never-connected',
  'nothing-came-through',
  'exited',
  'exited-early',
  'crashed',
] as const;
