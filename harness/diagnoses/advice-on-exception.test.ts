import { describe, expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import { adviceOn, type Situation } from './advice-on-exception.js';
import type { Raised } from './exceptions.js';
import { expectReadsWell } from './explained.test-support.js';

/** What was raised, where, by whom, and a word that the advice must hold. */
const CASES: readonly (readonly [
  language: Raised['language'],
  role: 'server' | 'client',
  raised: string,
  source: string,
  word: string,
  keyboard?: Situation['keyboard'],
])[] = [
  ['Python', 'server', "SyntaxError: expected ':'", 'while True', 'the one before it'],
  ['Python', 'server', "ModuleNotFoundError: No module named 'psutil'", 'import psutil', 'Hand in'],
  ['Python', 'server', 'OSError: [Errno 98] Address already in use', 's.bind(("", port))', 'port is in use'],
  ['Python', 'client', 'OSError: [Errno 98] Address already in use', 'sock.bind(("", port))', 'SO_REUSEADDR'],
  [
    'Python',
    'server',
    'OSError: [Errno 99] Cannot assign requested address',
    's.bind((HOST, port))',
    'bind(("", port))',
  ],
  ['Python', 'server', 'PermissionError: [Errno 13] Permission denied', 's.bind(("", 135))', 'below 1024'],
  ['Python', 'server', 'OSError: [Errno 22] Invalid argument', 'conn, addr = s.accept()', 'listen()'],
  ['Python', 'server', 'OSError: [Errno 24] Too many open files', 'conn, addr = s.accept()', 'conn.close()'],
  ['Python', 'server', 'OSError: [Errno 9] Bad file descriptor', 'data = conn.recv(1024)', 'close()'],
  ['Python', 'server', 'ConnectionResetError: [Errno 104] Connection reset by peer', 'conn.recv(1024)', 'That client'],
  [
    'Python',
    'client',
    'ConnectionResetError: [Errno 104] Connection reset by peer',
    's.recv(1024)',
    'The server has gone',
  ],
  ['Python', 'client', 'ConnectionRefusedError: [Errno 111] Connection refused', 's.connect(addr)', 'Nobody listens'],
  ['Python', 'server', 'ConnectionRefusedError: [Errno 111] Connection refused', 's.recvfrom(99)', 'next datagram'],
  [
    'Python',
    'client',
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)',
    'sock = context.wrap_socket(sock, server_hostname=host)',
    'cafile',
  ],
  [
    'Python',
    'client',
    'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)',
    'sock = context.wrap_socket(sock, server_hostname=host)',
    'speaks plain text',
  ],
  [
    'Python',
    'server',
    'ssl.SSLError: [SSL] PEM lib (_ssl.c:3900)',
    'context.load_cert_chain(key, crt)',
    'the certificate first',
  ],
  [
    'Python',
    'server',
    'ssl.SSLError: [SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca (_ssl.c:1006)',
    'conn = context.wrap_socket(conn, server_side=True)',
    'go on with the next',
  ],
  ['Python', 'client', 'socket.gaierror: [Errno -2] Name or service not known', 's.connect(addr)', 'no such host'],
  ['Python', 'client', 'TimeoutError: timed out', 's.recv(1024)', 'socket.timeout'],
  ['Python', 'client', 'EOFError: EOF when reading a line', 'name = input("Name: ")', 'sys.argv'],
  ['Python', 'client', 'EOFError: EOF when reading a line', 'msg = input()', 'except EOFError: break', 'ended'],
  ['Python', 'client', 'EOFError: EOF when reading a line', 'msg = input()', 'except EOFError: break', 'answered'],
  ['Python', 'client', 'ConnectionRefusedError: [Errno 111] Connection refused', 's.recvfrom(99)', 'go on'],
  ['Python', 'client', 'ConnectionRefusedError: [Errno 111] Connection refused', 's.recv(99)', 'go on'],
  [
    'Python',
    'client',
    'TypeError: can only concatenate str (not "bytes") to str',
    'print("a" + data)',
    'data.decode()',
  ],
  ['Python', 'client', "TypeError: can't concat str to bytes", 's.send(b"a" + text)', 'text.encode()'],
  [
    'Python',
    'client',
    "TypeError: 'str' object cannot be interpreted as an integer",
    's.connect(a)',
    'that of the port',
  ],
  ['Python', 'client', "TypeError: 'str' object cannot be interpreted as an integer", 'x', 'int(input(', 'answered'],
  ['Python', 'client', 'EOFError: closed', 'raise EOFError("closed")', 'raises it'],
  ['Python', 'server', 'IndexError: list index out of range', 'port = int(sys.argv[2])', 'sys.argv[1]'],
  ['Python', 'server', 'IndexError: index out of range', 'first = data[0]', 'if not data: break'],
  ['Python', 'server', "ValueError: invalid literal for int() with base 10: 'a'", 'int(text)', 'no number'],
  ['Python', 'server', "TypeError: a bytes-like object is required, not 'str'", 'conn.send("hi")', 'encode()'],
  ['Python', 'server', 'TypeError: socket.bind() takes exactly one argument (2 given)', 's.bind("", port)', 'a pair'],
  [
    'Python',
    'server',
    "TypeError: 'str' object cannot be interpreted as an integer",
    's.bind(addr)',
    'int(sys.argv[1])',
  ],
  ['Python', 'server', "NameError: name 'sokcet' is not defined", 'sokcet.socket()', 'spelling'],
  ['Python', 'server', "FileNotFoundError: [Errno 2] No such file or directory: 'users.json'", 'open(f)', 'hand it in'],
  ['Python', 'server', 'Oops: what nobody has foreseen', 'raise Oops()', 'Correct this line'],
  ['Python', 'client', 'Oops: what nobody has foreseen', 'raise Oops()', 'exit code other than 0'],
  ['Node', 'server', "Error: Cannot find module './lib.js'", '', 'Hand in'],
  ['Node', 'server', 'Error: read ECONNRESET', '', 'socket.on("error"'],
  ['Node', 'client', 'Error: connect ECONNREFUSED 127.0.0.1:20123', '', 'Nobody listens'],
  ['Node', 'server', 'Error: oops', '', 'Correct this line'],
  ['Java', 'server', 'java.net.BindException: Address already in use', '', 'port was in use'],
  ['Java', 'server', 'java.lang.NoClassDefFoundError: Helper', '', 'every class'],
  ['Java', 'server', 'java.lang.NumberFormatException: For input string: "a"', '', 'no number'],
];

describe('advice on exceptions', () => {
  test.for(CASES)('%s, in a %s: %s', ([language, role, raised, source, word, keyboard = 'nobody']) => {
    const [type = '', message = ''] = raised.split(/: (.*)/s);
    const place = { file: 'server.py', line: 1, ...(source !== '' && { source }) };
    const advice = adviceOn(
      { language, type, message, place, atMs: 0, isFatal: true, isCaught: false },
      { ...SITUATION, role, keyboard },
    );
    expect(advice).toContain(word);
    expectReadsWell({ code: 'crashed-with-exception', title: 'Your program died.', evidence: 'It died.', advice });
  });
});

const SITUATION: Situation = { role: 'server', keyboard: 'nobody', supplied: [], sent: [], metAtMs: 0 };

/** What the check has given to the program, what was raised, and the words that the advice must hold. */
const GIVEN: readonly (readonly [given: Partial<Situation>, raised: string, word: string])[] = [
  [
    { supplied: ['users.txt'] },
    "FileNotFoundError: [Errno 2] No such file or directory: '/srv/vault/users.txt'",
    'as "users.txt"',
  ],
  [
    { supplied: ['users.txt'] },
    "FileNotFoundError: [Errno 2] No such file or directory: 'user.txt'",
    'puts "users.txt" into',
  ],
  [
    { supplied: ['a', 'b', 'c', 'd'] },
    "FileNotFoundError: [Errno 2] No such file or directory: 'users.json'",
    '"c", and others',
  ],
  [
    { supplied: ['data/users.txt'] },
    "Error: ENOENT: no such file or directory, open 'users.txt'",
    'as "data/users.txt"',
  ],
  [
    { supplied: ['users.txt'] },
    'java.io.FileNotFoundException: ../users.txt (No such file or directory)',
    'as "users.txt"',
  ],
  [{ supplied: ['users.txt'] }, 'FileNotFoundError: [Errno 2] No such file or directory', 'hand it in'],
  [
    { sent: [toBytes('PUT grüße')] },
    "UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3 in position 6: ordinal not in range(128)",
    'decode("utf-8")',
  ],
  [
    { sent: [toBytes('PUT grüße').subarray(0, 7)] },
    "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 6: unexpected end of data",
    'keep bytes until',
  ],
  // Not of what was sent, and not UTF-8.
  [
    { sent: [toBytes('PUT x')] },
    "UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3 in position 6: ordinal not in range(128)",
    'Not all bytes are text',
  ],
  [
    { sent: [toBytes('grüße'), Uint8Array.of(0xc3, 0x28)] },
    "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte",
    'Not all bytes are text',
  ],
  [{ metAtMs: Number.POSITIVE_INFINITY }, 'ValueError: not enough values to unpack', 'none had said a word'],
];

describe('advice that knows what the program was given', () => {
  test.for(GIVEN)('%o: %s', ([given, raised, word]) => {
    const [type = '', message = ''] = raised.split(/: (.*)/s);
    const language = type.startsWith('java') ? 'Java' : type === 'Error' ? 'Node' : 'Python';
    const advice = adviceOn(
      { language, type, message, atMs: 0, isFatal: true, isCaught: false },
      { ...SITUATION, ...given },
    );
    expect(advice).toContain(word);
    expectReadsWell({ code: 'crashed-with-exception', title: 'Your program died.', evidence: 'It died.', advice });
  });
});
