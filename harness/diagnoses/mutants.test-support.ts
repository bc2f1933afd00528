/** A program with one mistake, the check that finds it, and the diagnosis that explains it. */
export interface MutantCase {
  readonly spec: string;
  readonly mutant: string;
  readonly check: string;
  readonly code: string;
  /** Scales the deadlines: silence need not be waited out as long as in a real marking. */
  readonly slow?: number;
}

export const MUTANT_CASES: readonly MutantCase[] = [
  ...inSpec('tcp-echo', [
    ['opens-udp-socket', 'short', 'wrong-transport', 0.3],
    ['waits-for-a-command', 'short', 'waits-for-input', 0.3],
    ['syntax-error', 'short', 'crashed-with-exception'],
    ['decodes-utf8', 'every-byte', 'crashed-with-exception'],
    ['dies-on-empty-client', 'silent-leaver', 'dies-on-silent-client'],
    ['dies-on-reset', 'after-reset', 'dies-on-reset'],
    ['exits-after-first-client', 'ten-clients', 'ends-after-some-clients'],
    ['leaks-previous-client', 'after-reset', 'mixes-clients'],
    ['adds-newline', 'short', 'line-end-added'],
    ['adds-prefix', 'short', 'adds-text'],
    ['pads-to-buffer-size', 'short', 'sends-whole-buffer'],
    ['sends-repr-of-bytes', 'short', 'sends-repr-of-bytes'],
    ['decodes-with-replacement', 'every-byte', 'decodes-as-text'],
    ['latin1-to-utf8', 'invalid-utf8', 'decodes-as-text'],
    ['drops-high-bit', 'invalid-utf8', 'decodes-as-text'],
    ['turns-carriage-returns-into-newlines', 'every-byte', 'changes-line-ends'],
    ['uppercases', 'short', 'changes-letter-case'],
    ['reverses', 'short', 'reverses'],
    ['strips-newline', 'glued', 'line-end-missing'],
    ['drops-what-follows-the-first-line', 'glued', 'answers-one-line-only'],
    ['accepts-for-each-message', 'pieces', 'one-recv-per-message'],
    ['truncates-at-1024', 'half-close', 'cuts-at-buffer-size'],
    ['accepts-for-each-message', 'many-messages', 'one-message-per-client'],
    ['resets-instead-of-closing', 'half-close', 'resets-instead-of-closing'],
    ['serves-one-client-only', 'ten-clients', 'serves-first-client-only'],
    ['forgets-to-flush', 'short', 'answers-at-end-of-input'],
    ['deadlocks-on-large', 'long', 'stops-reading'],
    ['prints-instead-of-sending', 'short', 'prints-instead-of-sending'],
    ['keeps-connection-in-parent', 'half-close', 'keeps-connection-in-parent'],
    ['never-closes', 'half-close', 'keeps-connection-open'],
  ]),
  ...inSpec('tcp-client', [['its-watchdog-never-ends', 'ends', 'goes-on-after-closing', 0.3]]),
  ...inSpec('tcp-threads', [
    ['not-threaded', 'silent-client', 'serves-few-at-a-time'],
    ['thread-pool-of-four', 'fifty', 'serves-few-at-a-time'],
    ['turns-away-the-eleventh-client', 'fifty', 'turns-clients-away'],
    ['broadcasts-to-all', 'silent-client', 'mixes-clients'],
    ['one-client-per-address', 'silent-client', 'closes-too-early'],
    ['select-without-writability', 'never-reads', 'waits-for-a-lazy-reader'],
  ]),
  ...inSpec('udp-echo', [
    ['answers-in-pieces', 'size-1400', 'answers-in-several-datagrams'],
    ['answers-twice', 'round-trip', 'answers-twice'],
    ['joins-datagrams', 'boundaries', 'joins-datagrams'],
    ['truncates-at-1024', 'size-1400', 'cuts-datagrams'],
    ['dies-on-empty-datagram', 'empty', 'stops-at-empty-datagram'],
    ['ignores-empty-datagram', 'empty', 'ignores-empty-datagram'],
    ['replies-from-new-socket', 'own-port', 'answers-from-another-port'],
    ['stops-at-nul-byte', 'every-byte', 'stops-at-zero-byte'],
    ['strips-whitespace', 'every-byte', 'removes-blanks'],
    ['drops-every-third-datagram', 'many-clients', 'drops-some-datagrams'],
  ]),
  ...inSpec('number-guess', [['forgets-to-flush', 'answer', 'answers-at-end-of-input', 0.5]]),
  ...inSpec('rfc913', [
    ['answers-in-lines', 'greeting', 'message-end-missing', 0.3],
    ['answers-without-nul', 'greeting', 'message-end-missing', 0.3],
  ]),
  ...inSpec('rfc913-client', [['sends-lines', 'commands', 'message-end-missing', 0.3]]),
  ...inSpec('secure-login', [
    ['client/looks-at-no-certificate', 'unknown-issuer', 'checks-no-certificate'],
    ['client/looks-at-no-certificate', 'wrong-name', 'checks-no-host-name'],
    ['client/looks-at-no-name', 'wrong-name', 'checks-no-host-name'],
    ['client/forgets-the-date', 'expired', 'checks-no-certificate'],
    ['client/does-not-load-the-authority', 'talks', 'does-not-load-the-authority'],
    ['client/speaks-plain-text', 'talks', 'speaks-plain-text'],
    ['server/speaks-plain-text', 'login', 'speaks-plain-text'],
    ['server/shows-a-certificate-of-its-own', 'login', 'shows-another-certificate'],
    ['server/takes-the-key-for-the-certificate', 'login', 'crashed-with-exception'],
  ]),
  ...inSpec('socket-errors', [
    ['server/bare-traceback-on-port-in-use', 'port-in-use', 'traceback-instead-of-message'],
    ['client/bare-traceback-on-refused', 'refused', 'traceback-instead-of-message'],
    ['server/one-try-around-everything', 'gone-before-accept', 'dies-on-reset'],
    ['server/moves-to-next-port', 'port-in-use', 'moves-to-another-port', 0.3],
    ['server/hangs-on-port-in-use', 'port-in-use', 'goes-on-without-its-port', 0.3],
    ['server/exit-code-zero-on-port-in-use', 'port-in-use', 'exits-with-zero-on-error'],
    ['server/says-nothing-on-port-in-use', 'port-in-use', 'says-nothing-on-error'],
    ['server/vague-message-on-port-in-use', 'port-in-use', 'says-nothing-on-error'],
    ['client/forgets-to-print', 'answered', 'does-not-print-the-answer'],
    ['client/sends-without-newline', 'answered', 'line-end-missing'],
    ['client/prints-partial-as-answer', 'closed-mid-message', 'takes-part-for-whole'],
    ['client/one-recv-is-the-answer', 'answer-in-pieces', 'takes-part-for-whole'],
    ['client/retries-forever-on-refused', 'refused', 'keeps-trying-to-connect', 0.4],
    ['client/waits-forever-for-answer', 'never-answers', 'waits-too-long', 0.3],
  ]),
  ...inSpec('stream-or-message', [
    ['one-recv-is-one-message', 'byte-by-byte', 'answers-unfinished-messages'],
    ['takes-the-count-with-one-recv', 'byte-by-byte', 'answers-unfinished-messages'],
    ['one-recv-is-one-message', 'glued', 'takes-a-piece-for-a-message'],
    ['one-recv-is-one-message', 'never-finished', 'takes-a-piece-for-a-message'],
    ['forgets-what-came-behind', 'glued', 'forgets-what-came-behind', 0.3],
  ]),
  ...inSpec('udp-loss', [
    ['accepts-late-duplicate', 'duplicated', 'takes-old-answer'],
    ['no-retransmission', 'request-lost', 'no-retransmission'],
    ['one-deadline-for-all-tries', 'request-lost', 'retries-all-at-once', 0.5],
    ['retries-forever', 'all-lost', 'retries-without-end', 0.25],
    ['goes-on-after-giving-up', 'all-lost', 'retries-without-end', 0.35],
    ['counts-every-datagram', 'duplicated', 'counts-strays'],
    ['counts-from-zero', 'no-loss', 'counts-from-zero'],
  ]),
];

function inSpec(
  spec: string,
  rows: readonly (readonly [mutant: string, check: string, code: string, slow?: number])[],
): MutantCase[] {
  return rows.map(([mutant, check, code, slow]) => ({
    spec,
    mutant,
    check,
    code,
    ...(slow !== undefined && { slow }),
  }));
}
