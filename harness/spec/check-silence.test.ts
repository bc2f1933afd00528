import { expect, test } from 'vitest';
import { stepsOf } from './spec-of.test-support.js';

const links = 'links: { wire: { from: c, to: server } }';

const said = '- c: { send: "my secret", expect: "OK" }\n- wire: { never: secret }';

test('what our own peer says goes unseen in TLS', () => {
  const peers = 'peers: { c: { connect: server, frame: line, tls: { trust: ca, name: localhost } } }';
  const programs = 'programs: { server: { run: "./server ${port} ${good.crt} ${good.key}" } }';
  const top = 'certs: { ca: {}, good: { for: localhost, by: ca } }';
  expect(stepsOf(said, { programs, peers, links, top })).toHaveLength(3);
});

test('a name may stand for something else by then', () => {
  const steps = `- let: { word: '"one"' }
- c: { send: "\${word}", expect: "OK" }
- let: { word: '"two"' }
- wire: { never: "\${word}" }`;
  expect(stepsOf(steps, { links })).toHaveLength(5);
});

test('what is sent behind it has not crossed by then', () => {
  const steps =
    '- c: { send: "hello", expect: "hello" }\n- wire: { never: secret }\n- c: { send: "secret" }\n- c: closed';
  expect(stepsOf(steps, { links })).toHaveLength(5);
});
