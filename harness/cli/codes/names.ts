import type { SpecCode } from './spec-code.js';

/** Names of actors, values and checks. */
export const names: Readonly<Record<string, SpecCode>> = {
  E019: {
    title: 'whose step is this?',
    means: 'With one peer the name may be left out. With several, every step says whose it is.',
    wrong: `- send: "hello"
- c: { expect: "hello" }`,
    right: '- c: { send: "hello", expect: "hello" }',
  },
  E020: {
    title: 'a block that there is not, or without an end',
    means: `\`use\` names a block of the spec: steps that stand under \`blocks\` and may be used by many checks. A block may
use others, but not itself.`,
    wrong: `blocks:
  greet: [ { c: { send: "hello", expect: "hello" } }, { use: greet } ]
checks:
  - id: example
    steps: [ { use: greet } ]`,
    right: `blocks:
  greet: [ { c: { send: "hello", expect: "hello" } } ]
checks:
  - id: example
    steps: [ { use: greet } ]`,
  },
  E021: {
    title: 'an unknown actor',
    means: `There is no program, peer or link of this name, or the one that there is cannot stand here. Actors
get their names under \`programs\`, \`peers\` and \`links\`.`,
    wrong: '- cc: { send: "hello", expect: "hello" }',
    right: '- c: { send: "hello", expect: "hello" }',
  },
  E022: {
    title: 'an unknown value',
    means: `A name behind a $ stands for a value: of \`data\`, of the row of \`cases\`, of \`for_any\`, of a loop, or
\`me\`, the name of the peer. In the command of a program it is \${port} or \${host}.`,
    wrong: `data: { big: { text: 10000 } }
steps:
  - c: { send: $bigg, expect: $big }`,
    right: `data: { big: { text: 10000 } }
steps:
  - c: { send: $big, expect: $big }`,
  },
  E023: {
    title: 'an unknown check',
    means: '`needs` and `like` name other checks by their ids.',
    wrong: 'needs: [helo]',
    right: 'needs: []',
  },
  E024: {
    title: 'two checks with one id',
    means: 'The id names a check in reports, on the command line and in `needs`: it can stand for one only.',
    wrong: `- id: hello
  steps: [ { c: { send: "hello", expect: "hello" } } ]
- id: hello
  steps: [ { c: { send: "bye", expect: "bye" } } ]`,
    right: `- id: hello
  steps: [ { c: { send: "hello", expect: "hello" } } ]
- id: bye
  steps: [ { c: { send: "bye", expect: "bye" } } ]`,
  },
  E025: {
    title: 'checks that need each other in a circle',
    means: 'A check is blocked until those that it needs have passed; in a circle each would wait for the others.',
    wrong: `- id: hello
  needs: [bye]
  steps: [ { c: { send: "hello", expect: "hello" } } ]
- id: bye
  needs: [hello]
  steps: [ { c: { send: "bye", expect: "bye" } } ]`,
    right: `- id: hello
  steps: [ { c: { send: "hello", expect: "hello" } } ]
- id: bye
  needs: [hello]
  steps: [ { c: { send: "bye", expect: "bye" } } ]`,
  },
  E026: {
    title: 'checks that are like each other in a circle',
    means: '`like` takes the steps of another check. In a circle no check has any.',
    wrong: '- { id: hello, like: hello }',
    right: `- id: hello
  steps: [ { c: { send: "hello", expect: "hello" } } ]
- { id: again, like: hello, points: 2 }`,
  },
  E027: {
    title: 'a step that this actor cannot do',
    means: `Peers talk (send, expect, close …), programs run (running, exits, prints …), links are looked at (saw),
and some steps are nobody's (start, repeat, parallel, meet).`,
    wrong: `- server: { send: "hello" }
- c: { expect: "hello" }`,
    right: `- c: { send: "hello", expect: "hello" }
- server: running`,
  },
  E028: {
    title: 'a name that is taken',
    means: 'The name is that of another actor or value, or a word of the language; one would hide the other.',
    wrong: 'peers: { c: { connect: server }, s: { listen: udp }, server: { connect: server } }',
    right: 'peers: { c: { connect: server }, s: { listen: udp }, d: { connect: server } }',
  },
  E029: {
    title: 'a connection that there is not',
    means: `A link lies between a program and a peer, or between two programs, and goes from the side that connects to
the side that is connected to. There is one link between the same two.`,
    wrong: 'links: { wire: { from: client, to: s }, cable: { from: server, to: c } }',
    right: 'links: { wire: { from: client, to: s }, cable: { from: c, to: server } }',
  },
};
