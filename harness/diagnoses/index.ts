import { addsText } from './adds-text.js';
import { answersAtEndOfInput } from './answers-at-end-of-input.js';
import { answersFirstClientOnly } from './answers-first-client-only.js';
import { answersFromAnotherPort } from './answers-from-another-port.js';
import { answersInSeveralDatagrams } from './answers-in-several-datagrams.js';
import { answersOneLineOnly } from './answers-one-line-only.js';
import { answersTwice } from './answers-twice.js';
import { answersUnfinishedMessages } from './answers-unfinished-messages.js';
import { asksWhatNobodyKnows } from './asks-what-nobody-knows.js';
import { busyLoop } from './busy-loop.js';
import { changesLetterCase } from './changes-letter-case.js';
import { changesLineEnds } from './changes-line-ends.js';
import { checksNoCertificate } from './checks-no-certificate.js';
import { checksNoHostName } from './checks-no-host-name.js';
import { closesTooEarly } from './closes-too-early.js';
import { countsFromZero } from './counts-from-zero.js';
import { countsStrays } from './counts-strays.js';
import { crashedWithException } from './crashed-with-exception.js';
import { cutsAtBufferSize } from './cuts-at-buffer-size.js';
import { cutsDatagrams } from './cuts-datagrams.js';
import { decodesAsText } from './decodes-as-text.js';
import type { Diagnosis } from './diagnosis.js';
import { diesOnReset } from './dies-on-reset.js';
import { diesOnSilentClient } from './dies-on-silent-client.js';
import { doesNotLoadTheAuthority } from './does-not-load-the-authority.js';
import { doesNotPrintTheAnswer } from './does-not-print-the-answer.js';
import { dropsSomeDatagrams } from './drops-some-datagrams.js';
import { endsAfterSomeClients } from './ends-after-some-clients.js';
import { endsBeforeListening } from './ends-before-listening.js';
import { endsTooEarly } from './ends-too-early.js';
import { exitsWithZeroOnError } from './exits-with-zero-on-error.js';
import { forgetsWhatCameBehind } from './forgets-what-came-behind.js';
import { goesOnAfterClosing } from './goes-on-after-closing.js';
import { goesOnWithoutItsPort } from './goes-on-without-its-port.js';
import { ignoresEmptyDatagram } from './ignores-empty-datagram.js';
import { ignoresItsPort } from './ignores-its-port.js';
import { ignoresWhatIsNoText } from './ignores-what-is-no-text.js';
import { joinsDatagrams } from './joins-datagrams.js';
import { keepsConnectionInParent } from './keeps-connection-in-parent.js';
import { keepsConnectionOpen } from './keeps-connection-open.js';
import { keepsTryingToConnect } from './keeps-trying-to-connect.js';
import { killedBySignal } from './killed-by-signal.js';
import { lineEndAdded } from './line-end-added.js';
import { lineEndMissing } from './line-end-missing.js';
import { losesAClient } from './loses-a-client.js';
import { losesAPart } from './loses-a-part.js';
import { messageEndMissing } from './message-end-missing.js';
import { missesTheEnd } from './misses-the-end.js';
import { mixesClients } from './mixes-clients.js';
import { movesToAnotherPort } from './moves-to-another-port.js';
import { noRetransmission } from './no-retransmission.js';
import { oneMessagePerClient } from './one-message-per-client.js';
import { oneRecvPerMessage } from './one-recv-per-message.js';
import { printsInsteadOfSending } from './prints-instead-of-sending.js';
import { removesBlanks } from './removes-blanks.js';
import { resetsInsteadOfClosing } from './resets-instead-of-closing.js';
import { retriesAllAtOnce } from './retries-all-at-once.js';
import { retriesWithoutEnd } from './retries-without-end.js';
import { reverses } from './reverses.js';
import { saysNothingOnError } from './says-nothing-on-error.js';
import { sendsReprOfBytes } from './sends-repr-of-bytes.js';
import { sendsWholeBuffer } from './sends-whole-buffer.js';
import { servesFewAtATime } from './serves-few-at-a-time.js';
import { servesFirstClientOnly } from './serves-first-client-only.js';
import { showsAnotherCertificate } from './shows-another-certificate.js';
import { speaksFirst } from './speaks-first.js';
import { speaksPlainText } from './speaks-plain-text.js';
import { stopsAtEmptyDatagram } from './stops-at-empty-datagram.js';
import { stopsAtZeroByte } from './stops-at-zero-byte.js';
import { stopsReading } from './stops-reading.js';
import { takesAPieceForAMessage } from './takes-a-piece-for-a-message.js';
import { takesOldAnswer } from './takes-old-answer.js';
import { takesPartForWhole } from './takes-part-for-whole.js';
import { tracebackInsteadOfMessage } from './traceback-instead-of-message.js';
import { turnsClientsAway } from './turns-clients-away.js';
import { waitsForALazyReader } from './waits-for-a-lazy-reader.js';
import { waitsForInput } from './waits-for-input.js';
import { waitsTooLong } from './waits-too-long.js';
import { wrongTransport } from './wrong-transport.js';

/** Known mistakes, from the most specific to the most general; the first that recognises its evidence explains the failure. */
export const diagnoses: readonly Diagnosis[] = [
  // It never came so far that a client could reach it.
  wrongTransport,
  ignoresItsPort,
  asksWhatNobodyKnows,
  waitsForInput,
  endsBeforeListening,
  // The two sides could not agree on TLS, or agreed too easily.
  speaksPlainText,
  doesNotLoadTheAuthority,
  showsAnotherCertificate,
  checksNoHostName,
  checksNoCertificate,
  // It died, or ended.
  tracebackInsteadOfMessage,
  diesOnReset,
  diesOnSilentClient,
  crashedWithException,
  killedBySignal,
  stopsAtEmptyDatagram,
  endsAfterSomeClients,
  // What came is not what was sent.
  answersFromAnotherPort,
  answersInSeveralDatagrams,
  joinsDatagrams,
  cutsDatagrams,
  mixesClients,
  answersTwice,
  answersUnfinishedMessages,
  takesAPieceForAMessage,
  forgetsWhatCameBehind,
  sendsReprOfBytes,
  decodesAsText,
  lineEndAdded,
  sendsWholeBuffer,
  changesLineEnds,
  changesLetterCase,
  removesBlanks,
  reverses,
  countsFromZero,
  speaksFirst,
  addsText,
  // Only a part of it came.
  lineEndMissing,
  messageEndMissing,
  stopsAtZeroByte,
  answersOneLineOnly,
  oneRecvPerMessage,
  cutsAtBufferSize,
  losesAPart,
  // Nothing came, or the connection ended, or it did not.
  ignoresEmptyDatagram,
  dropsSomeDatagrams,
  answersFirstClientOnly,
  turnsClientsAway,
  waitsForALazyReader,
  losesAClient,
  servesFewAtATime,
  busyLoop,
  oneMessagePerClient,
  resetsInsteadOfClosing,
  closesTooEarly,
  servesFirstClientOnly,
  answersAtEndOfInput,
  stopsReading,
  printsInsteadOfSending,
  ignoresWhatIsNoText,
  keepsConnectionInParent,
  keepsConnectionOpen,
  // Clients, and programs that meet with trouble.
  takesPartForWhole,
  movesToAnotherPort,
  goesOnWithoutItsPort,
  exitsWithZeroOnError,
  saysNothingOnError,
  doesNotPrintTheAnswer,
  keepsTryingToConnect,
  waitsTooLong,
  goesOnAfterClosing,
  missesTheEnd,
  // Over a link that loses.
  retriesAllAtOnce,
  takesOldAnswer,
  retriesWithoutEnd,
  noRetransmission,
  countsStrays,
  // It is not there any more.
  endsTooEarly,
];
