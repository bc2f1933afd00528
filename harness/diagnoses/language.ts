import type { Evidence } from './diagnosis.js';
import { commandOf, programOf } from './programs.js';

/** What advice speaks of, in the language that a program is written in. */
export interface Words {
  readonly language: 'Python' | 'C' | 'Java' | 'Node' | 'Go' | 'another';
  /** How it comes by its port. */
  readonly takePort: string;
  /** Where the words of its command are. */
  readonly commandLine: string;
  readonly keyboard: string;
  readonly exit: string;
  /** Where trouble is met. */
  readonly inTrouble: string;
  readonly complain: string;
  /** What tells that the other side has closed. */
  readonly hasClosed: string;
  readonly checkForEnd: string;
  /** How all of some bytes is sent. */
  readonly send: string;
  /** What keeps back what was written, and how it is let go; empty where nothing does. */
  readonly flush: string;
}

/** The words for the finding's program. Where nothing tells its language, those of Python: most courses teach in it. */
export function wordsOf(evidence: Evidence): Words {
  return WORDS[languageOf(evidence)];
}

function languageOf(evidence: Evidence): Words['language'] {
  const command = commandOf(evidence).split(' ');
  const build = evidence.plan.submission.launches[programOf(evidence)]?.build ?? [];
  const tool = (words: readonly string[]): string => words[0]?.split('/').at(-1) ?? '';
  if (command.some((word) => word.endsWith('.py')) || /^(?:python|pypy|$)/.test(tool(command))) return 'Python';
  if (/^java$/.test(tool(command))) return 'Java';
  if (/^(?:node|tsx|deno|bun)$/.test(tool(command)) || command.some((word) => /\.[cm]?[jt]s$/.test(word)))
    return 'Node';
  if (tool(command) === 'go' || tool(build) === 'go') return 'Go';
  return /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|make)$/.test(tool(build)) ? 'C' : 'another';
}

const WORDS: { readonly [Language in Words['language']]: Words & { readonly language: Language } } = {
  Python: {
    language: 'Python',
    takePort: 'port = int(sys.argv[1]), and then bind(("", port))',
    commandLine: 'sys.argv',
    keyboard: 'input()',
    exit: 'sys.exit(1)',
    inTrouble: 'In the except',
    complain: 'print("...", file=sys.stderr)',
    hasClosed: 'recv gives b""',
    checkForEnd: 'check "if not data: break" after every recv',
    send: 'sendall(data)',
    flush: 'If you write to a file made by makefile, call flush() after each write.',
  },
  C: {
    language: 'C',
    takePort: 'address.sin_port = htons(atoi(argv[1])), and then bind',
    commandLine: 'argv',
    keyboard: 'scanf or fgets',
    exit: 'exit(1)',
    inTrouble: 'Where a call gives -1',
    complain: 'perror, or fprintf(stderr, "...")',
    hasClosed: 'recv gives 0',
    checkForEnd: 'check for n <= 0 after every recv',
    send: 'send(fd, data, n, 0)',
    flush: 'If you write to a FILE (fprintf, fputs), call fflush after each write.',
  },
  Java: {
    language: 'Java',
    takePort: 'int port = Integer.parseInt(args[0]), and then listen at it',
    commandLine: 'args',
    keyboard: 'System.in',
    exit: 'System.exit(1)',
    inTrouble: 'In the catch',
    complain: 'System.err.println("...")',
    hasClosed: 'read gives -1 (readLine: null)',
    checkForEnd: 'check for that after every read',
    send: 'out.write(data, 0, n)',
    flush:
      'If you write to a PrintWriter or a BufferedWriter, call flush() after each write; with new PrintWriter(out, true) println does that by itself.',
  },
  Node: {
    language: 'Node',
    takePort: 'const port = Number(process.argv[2]), and then listen at it',
    commandLine: 'process.argv',
    keyboard: 'process.stdin',
    exit: 'process.exit(1)',
    inTrouble: 'In the handler of "error"',
    complain: 'console.error("...")',
    hasClosed: 'the event "end" comes',
    checkForEnd: 'listen to it',
    send: 'socket.write(data)',
    flush: '',
  },
  Go: {
    language: 'Go',
    takePort: 'os.Args[1], and then listen at it',
    commandLine: 'os.Args',
    keyboard: 'os.Stdin',
    exit: 'os.Exit(1)',
    inTrouble: 'Where err is not nil',
    complain: 'fmt.Fprintln(os.Stderr, "...")',
    hasClosed: 'Read gives io.EOF',
    checkForEnd: 'check err after every Read',
    send: 'conn.Write(data[:n])',
    flush: 'If you write to a bufio.Writer, call Flush() after each write.',
  },
  another: {
    language: 'another',
    takePort: 'it is the first word behind the name of the program',
    commandLine: 'its command',
    keyboard: 'the keyboard',
    exit: 'exit code 1',
    inTrouble: 'Where that goes wrong',
    complain: 'a line on standard error',
    hasClosed: 'nothing more is to be read',
    checkForEnd: 'check for that after every read',
    send: 'the bytes as they are',
    flush: 'If what is written is collected first, flush it after each write.',
  },
};
