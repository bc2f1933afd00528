export const TRACEBACK =
  'Traceback (most recent call last):\n  File "/home/zoe/server.py", line 12, in <module>\n    serve(conn)\nIndexError: index out of range\n';

/** A thread that died; the program goes on. */
export function threadTraceback(
  last = "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xfc in position 0: invalid start byte",
): string {
  return `Exception in thread Thread-1 (serve):\nTraceback (most recent call last):\n  File "/usr/lib/python3.11/threading.py", line 1045, in _bootstrap_inner\n    self.run()\n  File "/usr/lib/python3.11/threading.py", line 982, in run\n    self._target(*self._args, **self._kwargs)\n  File "/home/zoe/server.py", line 9, in serve\n    text = conn.recv(1024).decode()\n           ^^^^^^^^^^^^^^^^^^^^^^^^\n${last}\n`;
}

/** The second came while the first was being handled: it is the second that nobody caught. */
export const CHAINED_TRACEBACK =
  'Traceback (most recent call last):\n  File "/home/zoe/server.py", line 8, in serve\n    number = int(data)\n             ^^^^^^^^^\nValueError: invalid literal for int() with base 10: b\'hello\'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/home/zoe/server.py", line 20, in <module>\n    serve(conn)\n  File "/home/zoe/server.py", line 10, in serve\n    conn.sendall("not a number")\nTypeError: a bytes-like object is required, not \'str\'\n';

export const NODE_ERROR =
  "node:events:495\n      throw er; // Unhandled 'error' event\n      ^\n\nError: listen EADDRINUSE: address already in use :::20123\n    at Server.setupListenHandle [as _listen2] (node:net:1817:16)\n    at listenInCluster (node:net:1865:12)\n    at Server.listen (node:net:1953:7)\n    at Object.<anonymous> (/home/zoe/server.js:14:8)\n    at Module._compile (node:internal/modules/cjs/loader:1356:14)\nEmitted 'error' event on Server instance at:\n\nNode.js v20.20.2\n";

export const JAVA_EXCEPTION =
  'Exception in thread "main" java.lang.NumberFormatException: For input string: "hello"\n\tat java.base/java.lang.Integer.parseInt(Integer.java:652)\n\tat Server.serve(Server.java:31)\n\tat Server.main(Server.java:14)\n';

/** Caught, and told by printStackTrace. */
export function caughtInJava(what: string): string {
  return `${what}\n\tat java.base/java.util.Arrays.copyOf(Arrays.java:3537)\n\tat Server.serve(Server.java:22)\n\tat Server.main(Server.java:9)\n`;
}
