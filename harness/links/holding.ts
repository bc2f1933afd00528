/**
 * The longest that a datagram is held for others to come. They may never come: a client that waits for
 * each answer sends nothing while its datagram is held. One and a half seconds outlasts the usual
 * resend timer of one second, and ends before a step's usual deadline of two.
 */
export const holdAtMostMs = 1500;
