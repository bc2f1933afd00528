/** The file of a Node server in one line: what it does with each connection is the test's. */
export function tcpServer(onConnection: string, options = '{ allowHalfOpen: true }'): Record<string, string> {
  return {
    'server.cjs': `require('net').createServer(${options}, (s) => { s.on('error', () => {}); ${onConnection} }).listen(+process.argv[2], '127.0.0.1');`,
  };
}

/** The same, for a server that answers line by line: `answer(line)` gives each answer, or nothing. */
export function lineServer(answer: string, greeting?: string): Record<string, string> {
  return tcpServer(
    `let rest = ''; const state = {}; const answer = ${answer};${greeting === undefined ? '' : ` s.write(${JSON.stringify(`${greeting}\n`)});`} s.on('data', (d) => { const lines = (rest + d).split('\\n'); rest = lines.pop(); for (const line of lines) { const a = answer(line, state, s); if (a !== undefined) s.write(a + '\\n'); } }); s.on('end', () => s.end());`,
  );
}

/** A spec with these checks, for a server and the peer `c`. */
export function specWith(checks: string, peers = '{ c: { connect: server, frame: line } }', top = ''): string {
  return `spec: 1\nname: test\nprograms: { server: { run: "node server.cjs \${port}" } }\npeers: ${peers}\nwithin: 1s\n${top}\nchecks:\n${checks}`;
}
