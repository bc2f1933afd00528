import type { SpecCode } from './spec-code.js';

/** Checks that cannot fail, cannot end, or cannot go on. */
export const order: Readonly<Record<string, SpecCode>> = {
  E061: {
    title: 'a repetition without an end',
    means: 'Every repetition says how often, so that a check always ends.',
    wrong: '- repeat: { steps: [ { c: { send: "hello", expect: "hello" } } ] }',
    right: '- repeat: { times: 5, steps: [ { c: { send: "hello", expect: "hello" } } ] }',
  },
  E062: {
    title: 'a check that no program can fail',
    means: 'Nothing in its steps is expected, so every program would earn its points.',
    wrong: `- c: { send: "hello" }
- c: close`,
    right: `- c: { send: "hello" }
- c: close
- server: running`,
  },
  E063: {
    title: 'a meeting of one',
    means: `\`meet\` waits until all copies of a \`parallel\` have come there. Outside of one there is nobody to
wait for.`,
    wrong: `- meet: everybody
- c: { send: "hello", expect: "hello" }`,
    right: `- parallel:
    copies: 10
    of: c
    steps:
      - connect
      - meet: everybody
      - { send: "hello", expect: "hello" }`,
  },
  E064: {
    title: 'a way out of nothing, or no way out',
    means: `\`leave\` ends the \`repeat\` around it. And a \`repeat\` with \`at_most\` is ended by a \`leave\` inside of it, or
by its \`until\`: else all its rounds would always be done, and then be a failure.`,
    wrong: '- repeat: { at_most: 5, steps: [ { c: { send: "hello", expect: "hello" } } ] }',
    right: `- repeat:
    at_most: 5
    steps:
      - c: { send: "ready?" }
      - either:
          - { c: { expect: "yes" }, then: leave }
          - c: { expect: "no" }`,
  },
  E065: {
    title: 'a way that nothing decides',
    means: `Each way of an \`either\` begins with something that is waited for: a message, the end of a connection or of a
program, what is printed. The first that comes true is gone; what is done then stands under \`then\`.`,
    wrong: `- either:
    - { c: { send: "again" }, then: { c: { expect: "hello" } } }
    - c: { expect: "bye" }`,
    right: `- either:
    - { c: { expect: "again?" }, then: { c: { send: "yes", expect: "hello" } } }
    - c: { expect: "bye" }`,
  },
  E071: {
    title: 'a step that nothing can reach',
    means: 'The steps before have closed the connection, or our side of it. To go on, connect again.',
    wrong: `- c: { send: "hello", expect: "hello" }
- c: close
- c: { send: "again", expect: "again" }`,
    right: `- c: { send: "hello", expect: "hello" }
- c: close
- c: connect
- c: { send: "again", expect: "again" }`,
  },
  E072: {
    title: 'a program that does not run yet, or runs already',
    means: `A program with \`start: by step\` runs once the step \`start\` has launched it; all others run before the
first step. A student would be blamed for what cannot work.`,
    wrong: `- s: { expect: "PING", answer: "PONG" }
- client: { exits: 0 }`,
    right: `- start: client
- s: { expect: "PING", answer: "PONG" }
- client: { exits: 0 }`,
  },
  E073: {
    title: 'programs that cannot be shared',
    means: `With \`fresh: false\` a check may use programs that other checks have used before it. That works for
servers that run already and go on running: not for what is started, typed into or ended by a step, and not for
clients. Said at the top of a spec, it holds for the checks that can, and do not say \`fresh: true\`.`,
    wrong: '- { id: greets, fresh: false, steps: [ { start: client }, { s: { expect: "hello" } } ] }',
    right: '- { id: greets, steps: [ { start: client }, { s: { expect: "hello" } } ] }',
  },
  E074: {
    title: 'a check that no program can pass',
    means: `A step asks of a program what it cannot do by then, however well it is written: to end by itself when it was
killed, or to run when it has ended; to find a peer whose port it is not told, or to listen where \`hold: port\`
keeps it away; to show a certificate that nobody has signed; to keep from a link what our own peer sends over
it in the clear; or of a peer that never reads, to see what comes.`,
    wrong: `- server: { signal: KILL }
- server: { exits: 0 }`,
    right: `- server: { signal: KILL }
- server: { exits: any }`,
  },
  E075: {
    title: 'a run that is ended before it can be over',
    means: `\`quiet\` and its like wait for their whole time, however fast a program is. Where a run has a shorter
\`limit\`, what stands behind them would be cut off, and a silence would be believed that nobody has heard.`,
    wrong: '- { id: silent, limit: 1s, steps: [ { c: { quiet: 3s } } ] }',
    right: '- { id: silent, limit: 10s, steps: [ { c: { quiet: 3s } } ] }',
  },
  E076: {
    title: 'a message that does not fit its frame',
    means: `A frame says where a message ends: with a line end, behind so many bytes. More bytes than can be counted
would arrive as another message; with an end of its own besides that of the frame an empty one would follow; and
{ random: … } may hold an end for some seeds only. The program would be blamed for it.`,
    wrong: '- { id: noise, frame: line, steps: [ { c: { send: { random: 300 }, expect: { any: 1 } } } ] }',
    right: '- { id: words, frame: line, steps: [ { c: { send: { text: 300 }, expect: { any: 1 } } } ] }',
  },
  E077: {
    title: 'an expectation that nobody can fail',
    means: `It is met before the program has done anything: by no bytes, by no time, by 0 of something, on a link that
nothing has crossed yet. A program that does nothing at all would earn the points.`,
    wrong: '- c: { send: "hello", expect: { match: ".*" } }',
    right: '- c: { send: "hello", expect: { match: "h.*o" } }',
  },
};
