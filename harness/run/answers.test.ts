import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import { Answerer, speaksOfItsEnd, waitsForEnter } from './answers.js';

const subjectOf = (question: string): string | undefined =>
  new Answerer([], { host: '127.0.0.1', port: '5000' }, []).beyondDoubt(toBytes(question))?.word;

test.each([
  ['Enter the port number to connect to: ', 'port'],
  ['Enter your server IP address: ', 'host'],
  ['Server IP (online): ', 'host'],
  ['host:port? ', 'host:port'],
  ['Adresse du serveur (hôte:port) : ', 'host:port'],
  ['Server:Port ', 'host:port'],
  ['Hôte : ', 'host'],
  ['Server-Adresse und Port: ', 'host port'],
  ['Enter the server host and port: ', 'host port'],
  ['Server port: ', 'port'],
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

test.each([
  ['Start the server on port 5000 (y/n)? ', 'y'],
  ['Server starten? (j/n) ', 'j'],
])('%j is agreed to', (question, answer) => {
  expect(new Answerer([], { host: '127.0.0.1', port: '5000' }, ['port']).answer(toBytes(question))).toBe(answer);
});

test('host and port are asked for at once: with a blank between them, or with a colon', () => {
  const question = toBytes('IP, port: ');
  const values = { host: '127.0.0.1', port: '5000' };
  expect(new Answerer([], values, ['host', 'port']).answer(question)).toBe('127.0.0.1 5000');
  expect(new Answerer([], values, ['host:port']).answer(question)).toBe('127.0.0.1:5000');
  expect(new Answerer([['${port}/${host}', 'IP']], values, []).answer(question)).toBe('5000/127.0.0.1');
});

test.each([
  ['Press Enter to stop the server\n', true],
  ['Type quit to end.', true],
  ['Zum Beenden Enter drücken\n', true],
  ['Port (0 to quit): ', false],
  ['What shall I do at the end? ', false],
  ['Which port\n', false],
])('%j tells how it is ended, and asks for nothing: %j', (line, isSo) => {
  expect(speaksOfItsEnd(toBytes(line))).toBe(isSo);
});

test.each([
  'Press Enter to exit...',
  'bye\nPress any key to continue . . . ',
  'Hit the RETURN key to quit',
  'Press <Enter> to close this window',
  'Enter to exit',
  'Zum Beenden bitte Enter drücken',
  'Drücken Sie eine beliebige Taste . . .',
  'Pulse una tecla para salir',
  'Presione cualquier tecla para continuar',
  'Appuyez sur Entrée pour quitter',
  'Appuyez sur une touche pour continuer...',
  'Premere un tasto per continuare . . .',
  'Нажмите Enter для выхода',
  'Нажмите любую клавишу',
])('%j waits for a key', (line) => {
  expect(waitsForEnter(toBytes(line))).toBe(true);
});

test.each([
  'Enter your name: ',
  'Enter message (press q to quit): ',
  'Press q then Enter to quit: ',
  "Enter 'quit' or press Ctrl+C: ",
  'Press 1 to list, 2 to quit: ',
  'Type a message and press Enter: ',
  'Press Enter to send',
  'Host (press Enter for 127.0.0.1): ',
  'Server IP [press Enter for localhost]: ',
  'Press Enter for the default port: ',
  'Введите сообщение и нажмите Enter: ',
  'Press Enter to begin\n> ',
])('%j waits for something else', (line) => {
  expect(waitsForEnter(toBytes(line))).toBe(false);
});
