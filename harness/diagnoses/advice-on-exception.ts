import { adviceOnDecoding } from './advice-on-decoding.js';
import { adviceOnMissingFile } from './advice-on-missing-file.js';
import type { Evidence } from './diagnosis.js';
import type { Raised } from './exceptions.js';
import { bytesOf, flowsOf } from './flows.js';
import { isServer, programOf, wasAnswered } from './programs.js';

/**
 * What to do about an exception. What the check has given to the program may tell; else the first row that fits
 * speaks; where none does, what holds for all of them.
 */
export function adviceOn(raised: Raised, situation: Situation): string {
  return (
    adviceOnMissingFile(raised, situation.supplied) ??
    adviceOnDecoding(raised, situation.sent) ??
    usual(raised, situation)
  );
}

function usual(raised: Raised, { role, keyboard, metAtMs }: Situation): string {
  const rows = raised.language === 'Python' ? PYTHON : OTHERS;
  const text = `${raised.message}\n${raised.place?.source ?? ''}`;
  const row = rows.find(
    ({ types, says, ...only }) =>
      types.test(raised.type) &&
      (says?.test(text) ?? true) &&
      (only.role ?? role) === role &&
      (only.keyboard?.includes(keyboard) ?? true),
  );
  if (row) return row.advice;
  if (raised.isCaught) return FOR_CAUGHT;
  if (role === 'client') return FOR_CLIENTS;
  return raised.atMs < metAtMs ? FOR_LONELY_SERVERS : FOR_SERVERS;
}

/** What a program was doing there. */
export interface Situation {
  readonly role: 'server' | 'client';
  /** What the keyboard was to it: `answered` where it was told its port there, `ended` where the check has ended it. */
  readonly keyboard: 'nobody' | 'answered' | 'ended';
  /** The files that the check has put into its folder, by their paths. */
  readonly supplied: readonly string[];
  /** What it was sent on each connection. */
  readonly sent: readonly Uint8Array[];
  /** When the first connection was there. */
  readonly metAtMs: number;
}

export function situationOf(evidence: Evidence): Situation {
  const program = programOf(evidence);
  const flows = flowsOf(evidence.trace);
  const ended = evidence.trace.events.some((event) => event.type === 'input-ended' && event.program === program);
  return {
    role: isServer(evidence) ? 'server' : 'client',
    keyboard: ended ? 'ended' : wasAnswered(evidence) ? 'answered' : 'nobody',
    supplied: Object.keys(evidence.check.check.files[program] ?? {}),
    sent: flows.map(({ sent }) => bytesOf(sent)),
    metAtMs: Math.min(
      ...flows.map(({ openedAtMs = Number.POSITIVE_INFINITY }) => openedAtMs),
      // Two programs of the submission may speak with each other.
      ...evidence.trace.events.flatMap((event) => (event.type === 'relayed' ? [event.atMs] : [])),
    ),
  };
}

const FOR_LONELY_SERVERS = 'Correct this line: it was no client that caused this, since none had said a word yet.';
const FOR_SERVERS =
  'Correct this line; and whatever one client can cause, catch it round the conversation with that client, so that the server goes on with the next.';
const FOR_CLIENTS =
  'Correct this line. Trouble that the network may cause is no mistake of yours: catch it, say in words what has happened, and end, when all is done, with an exit code other than 0.';

const FOR_CAUGHT =
  'Correct this line. That the exception is caught does not make up for it: what stands behind this line was not done.';

interface Row {
  readonly types: RegExp;
  /** Of the message, or of the line of source. */
  readonly says?: RegExp;
  readonly role?: Situation['role'];
  readonly keyboard?: readonly Situation['keyboard'][];
  readonly advice: string;
}

const PYTHON: readonly Row[] = [
  {
    types: /^SyntaxError$/,
    says: /Non-UTF-8 code/,
    advice: 'The file is not saved as UTF-8: let your editor save it so, or leave umlauts and the like out of it.',
  },
  {
    types: /^(?:SyntaxError|IndentationError|TabError)$/,
    advice:
      'Python cannot read the program at this line, or at the one before it. Start it once yourself before you hand it in: python3 says where the mistake is.',
  },
  {
    types: /^(?:ModuleNotFoundError|ImportError)$/,
    advice:
      'Hand in every file of your own that the program imports, beside it, and use only modules that come with the language.',
  },
  {
    types: /^UnicodeDecodeError$/,
    advice:
      'Not all bytes are text, and one recv may cut a character in two: work with the bytes that recv gives, and decode() only what must be shown, with errors="replace".',
  },
  { types: /^UnicodeEncodeError$/, advice: 'Use encode("utf-8"), or send the bytes that recv gave as they are.' },
  {
    types: /^OSError$/,
    says: /Address already in use/,
    role: 'client',
    advice:
      'Another socket has this port. Where programs share one, as the members of a multicast group do, each sets SO_REUSEADDR before bind; a client that only connects needs no bind at all.',
  },
  {
    types: /Error$|Exception$/,
    says: /Address already in use/,
    advice: 'Catch OSError round bind, tell the user that the port is in use, and end with sys.exit(1).',
  },
  {
    types: /Error$|Exception$/,
    says: /Cannot assign requested address/,
    advice:
      'The address in bind must be one that this computer has: bind(("", port)) listens on all of them, wherever the program runs.',
  },
  {
    types: /^(?:PermissionError|OSError)$/,
    says: /Permission denied[^]*bind/,
    advice: 'Ports below 1024 need special rights: bind to the port that is given on the command line.',
  },
  {
    types: /^OSError$/,
    says: /Invalid argument[^]*accept/,
    advice: 'Call listen() on the socket after bind and before accept: only a socket that listens can accept.',
  },
  {
    types: /^OSError$/,
    says: /Too many open files/,
    advice:
      'Close every connection when its client has left: call conn.close() at the end of the conversation, or use "with conn:".',
  },
  {
    types: /^OSError$/,
    says: /Bad file descriptor/,
    advice:
      'The socket was used after it had been closed: look for a close() inside of the loop, and for the end of a "with" block.',
  },
  {
    types: /^OSError$/,
    says: /Message too long/,
    advice: 'A datagram holds 65,507 bytes at the most: send back no more than recvfrom gave.',
  },
  {
    types: /^(?:ConnectionResetError|BrokenPipeError|ConnectionAbortedError)$|^OSError$/,
    says: /reset|[Bb]roken pipe|not connected|aborted/,
    role: 'server',
    advice:
      'That client has gone. Put try/except ConnectionError round the conversation with one client, close its socket there, and go on with the next.',
  },
  {
    types: /^(?:ConnectionResetError|BrokenPipeError|ConnectionAbortedError)$/,
    role: 'client',
    advice:
      'The server has gone. Catch ConnectionError round recv and sendall, tell the user, and end with sys.exit(1).',
  },
  {
    types: /^ConnectionRefusedError$/,
    role: 'server',
    advice:
      'An answer did not reach its client, who has gone, and a later call tells of it. Catch OSError round recvfrom and sendto, and go on with the next datagram.',
  },
  {
    types: /^Connection(?:Refused|Reset)Error$/,
    says: /recvfrom|sendto|refused[^]*(?:recv|send)/,
    role: 'client',
    advice:
      'An earlier datagram met nobody, and a later call tells of it. Catch OSError round sendto and recvfrom and tell the user; where there is more to do, remember it, go on, and end with sys.exit(1) at the end.',
  },
  {
    types: /^ConnectionRefusedError$/,
    role: 'client',
    advice:
      'Nobody listens there. Put try/except ConnectionRefusedError round connect, tell the user, and end with sys.exit(1).',
  },
  {
    types: /SSLCertVerificationError$/,
    role: 'client',
    advice:
      'The certificate proves nothing to your program. If it should, load the file of its authority: ssl.create_default_context(cafile=...). If not, catch ssl.SSLError round wrap_socket, say so, and end with sys.exit(1).',
  },
  {
    types: /SSLError$/,
    says: /WRONG_VERSION_NUMBER|HTTP_REQUEST/,
    role: 'client',
    advice:
      'What came back was no TLS: the server speaks plain text. Catch ssl.SSLError round wrap_socket, tell the user, and end with sys.exit(1).',
  },
  {
    types: /SSLError$/,
    says: /PEM lib|NO_START_LINE|KEY_VALUES_MISMATCH|no start line/i,
    advice:
      'These files are not a certificate and its key. Give load_cert_chain the certificate first and the key second, both from the command line.',
  },
  {
    types: /SSLError$/,
    role: 'server',
    advice:
      'The handshake with one client failed. Put try/except OSError (an SSLError is one) round wrap_socket and the conversation with that client, and go on with the next.',
  },
  {
    types: /gaierror$/,
    advice:
      'There is no such host. Put try/except socket.gaierror round connect (it is an OSError, but no ConnectionError), tell the user, and end with sys.exit(1).',
  },
  {
    types: /^(?:TimeoutError|(?:socket\.)?timeout)$/,
    advice:
      'Nothing came within the time of settimeout. Catch socket.timeout round every recv, the last try too, and say what happened.',
  },
  {
    types: /^EOFError$/,
    says: /when reading a line|input\(/,
    keyboard: ['ended', 'answered'],
    advice:
      'That is how the end of what is typed (Ctrl-D) shows itself. Put try round input(), and "except EOFError: break" behind it: that leaves the loop, and the program ends as it should.',
  },
  {
    types: /^EOFError$/,
    says: /when reading a line|input\(/,
    advice:
      'Nobody sits at the keyboard that input() waits for. Take what the program needs from the command line: sys.argv.',
  },
  {
    types: /^EOFError$/,
    advice:
      'Catch it where you call the function that raises it (it is no OSError), say what has happened, and end with sys.exit(1).',
  },
  {
    types: /^IndexError$/,
    says: /argv/,
    advice:
      'The first word after the name of the program is sys.argv[1]. Use only as many as the program is started with.',
  },
  {
    types: /^IndexError$/,
    advice:
      'There is nothing at that place. If it is data from recv: b"" means that the other side has closed, so check "if not data: break" before you look into it.',
  },
  {
    types: /^ValueError$/,
    says: /invalid literal for int/,
    advice: 'What int() was given is no number. Check the text first, or catch ValueError, and say what is wrong.',
  },
  {
    types: /^TypeError$/,
    says: /concatenate str \(not "bytes"\)|must be str, not bytes|expected str instance, bytes found/,
    advice:
      'One of these is text, and the other is bytes, as recv gives them: data.decode() makes a text of bytes, to show it; text.encode() makes bytes of a text, to send it.',
  },
  {
    types: /^TypeError$/,
    says: /bytes-like object is required|can't concat str|a bytes/,
    advice:
      'Sockets take and give bytes, not text: text.encode() makes bytes of a text, to send it; data.decode() makes a text of what came, to show it.',
  },
  {
    types: /^TypeError$/,
    says: /takes exactly one argument|address must be (?:a )?tuple/,
    advice: 'Both bind and connect take one argument, a pair: bind((host, port)), with two pairs of parentheses.',
  },
  {
    types: /^TypeError$/,
    says: /integer/,
    keyboard: ['answered'],
    advice: 'A port is a number, and input() gives a text: port = int(input("Port: ")) makes a number of it.',
  },
  {
    types: /^TypeError$/,
    says: /integer/,
    role: 'client',
    advice:
      'A port is a number, and the words in sys.argv are texts: int() round that of the port makes a number of it.',
  },
  {
    types: /^TypeError$/,
    says: /integer/,
    advice: 'A port is a number: int(sys.argv[1]) makes one of the word on the command line.',
  },
  {
    types: /^(?:NameError|AttributeError|UnboundLocalError)$/,
    advice: 'Check the spelling of this name, and that it has a value on every way that leads here.',
  },
  {
    types: /^FileNotFoundError$/,
    advice: 'The file is not there when the program runs elsewhere: hand it in, or make it when it is missing.',
  },
];

/** What the exceptions of Node and Java say. */
const OTHERS: readonly Row[] = [
  {
    types: /NoClassDefFoundError|ClassNotFoundException/,
    advice:
      'Hand in every class of your own that the program needs, beside it, and use only what comes with the language.',
  },
  {
    types: /NumberFormatException$/,
    advice: 'This text is no number. Check it first, or catch NumberFormatException, and say what is wrong.',
  },
  {
    types: /Error$/,
    says: /Cannot find (?:module|package)/,
    advice:
      'Hand in every file of your own that the program needs, beside it, and use only what comes with the language.',
  },
  {
    types: /Error$|Exception$/,
    says: /EADDRINUSE|Address already in use/,
    advice:
      'The port was in use: catch that error where you begin to listen, tell the user, and end with an exit code other than 0.',
  },
  {
    types: /Error$|Exception$/,
    says: /EADDRNOTAVAIL|Cannot assign requested address/,
    advice:
      'Listen at an address that this computer has, or at 0.0.0.0, which is all of them, wherever the program runs.',
  },
  {
    types: /Error$|Exception$/,
    says: /ECONNRESET|EPIPE|Connection reset|Broken pipe|Socket closed/,
    role: 'server',
    advice:
      'That client has gone. Catch the error of its connection (in Node: socket.on("error", ...)), close it, and go on with the next client.',
  },
  {
    types: /Error$|Exception$/,
    says: /ECONNREFUSED|Connection refused/,
    role: 'client',
    advice:
      'Nobody listens there. Catch the error of the connection, tell the user, and end with an exit code other than 0.',
  },
];
