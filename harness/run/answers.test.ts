import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import { Answerer } from './answers.js';

const subjectOf = (question: string): string | undefined =>
  new Answerer([], { host: '127.0.0.1', port: '5000' }, []).beyondDoubt(toBytes(question))?.word;

test.each([
  ['Enter the port number to connect to: ', 'port'],
  ['Enter your server IP address: ', 'host'],
  ['Server IP (online): ', 'host'],
  ['host:port? ', 'host:port'],
])('%j asks for a place, and for nothing else', (question, word) => {
  expect(subjectOf(question)).toBe(word);
});

test.each([
  'Message to the server: ',
  'Which number to ask the server for: ',
  'Your name on the server: ',
  'A line for the host: ',
  'File on the server: ',
  '> ',
])('%j may be one that a script answers', (question) => {
  expect(subjectOf(question)).toBeUndefined();
});
