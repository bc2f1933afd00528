import type { SpecCode } from './spec-code.js';

/** What TCP, UDP, frames and damage can do. */
export const values: Readonly<Record<string, SpecCode>> = {
  E041: {
    title: 'damage that this link cannot have',
    means: `TCP never loses, repeats or swaps bytes: what the network does to it is seen as slowness or as the
end of the connection. And a datagram is never cut up: it comes whole or not at all.`,
    wrong: 'damage: { cable: [ { loss: 20% } ] }',
    right: 'damage: { cable: [ { stall: 1s } ] }',
  },
  E042: {
    title: 'damage that is not one',
    means: `The rule would change nothing, or its value makes no sense. A check under damage that never happens
proves nothing.`,
    wrong: `damage: { wire: [ { loss: 0% } ] }
steps:
  - start: client
  - s: { expect: "PING", answer: "PONG" }`,
    right: `damage: { wire: [ { loss: 20% } ] }
steps:
  - start: client
  - s: { expect: "PING", answer: "PONG" }`,
  },
  E043: {
    title: 'not over this transport',
    means: `UDP has no connection that could be closed by half, and a datagram needs no frame: it is a message.
TCP has no datagrams that could be counted or repeated.`,
    wrong: 'peers: { c: { connect: server }, s: { listen: udp, frame: line } }',
    right: 'peers: { c: { connect: server }, s: { listen: udp } }',
  },
  E044: {
    title: 'a demand on whole messages, where there are none',
    means: `Without a frame TCP is a stream: bytes come, and nothing says where a message ends. How a message
ends, or what is not in it, can only be told of a peer with a frame.`,
    wrong: '- c: { send: "hello", expect: { ends: "lo" } }',
    right: '- c: { send: "hello", expect: { starts: "he" } }',
  },
  E045: {
    title: 'a certificate that there is not, or of another kind',
    means: `\`certs\` are made anew for each marking. One that is \`for\` a host is shown by whoever listens; one that is for
none is an authority, which signs others and is trusted.`,
    wrong: `certs: { ca: {}, good: { for: localhost, by: ca } }
checks:
  - id: example
    steps: [ { c: { expect: "hello" } } ]
peers: { c: { connect: server, tls: { trust: caa } }, s: { listen: tcp, tls: { cert: good } } }`,
    right: `certs: { ca: {}, good: { for: localhost, by: ca } }
checks:
  - id: example
    steps: [ { c: { expect: "hello" } } ]
peers: { c: { connect: server, tls: { trust: ca } }, s: { listen: tcp, tls: { cert: good } } }`,
  },
  E046: {
    title: 'not a file of the folder',
    means: `Files are named as they are seen from the folder that the program runs in, with / between folders. A path that
leads out of that folder is no business of a spec.`,
    wrong: '- server: { file: ../notes.txt, is: "hello" }',
    right: '- server: { file: notes.txt, is: "hello" }',
  },
  E047: {
    title: 'a program that nobody plays',
    means: `Where a check says which programs are the submission's, our references play the others: each of those has a
folder beside the spec, and a command.`,
    wrong: `programs:
  server: { run: "./server \${port}" }
  client: { run: "./client \${host} \${port}", start: by step }
checks:
  - id: example
    plays: client
    steps: [ { start: client }, { s: { expect: "hello" } } ]`,
    right: `programs:
  server: { run: "./server \${port}", reference: { folder: ours, run: "python3 server.py \${port}" } }
  client: { run: "./client \${host} \${port}", start: by step }
checks:
  - id: example
    plays: client
    steps: [ { start: client }, { s: { expect: "hello" } } ]`,
  },
};
