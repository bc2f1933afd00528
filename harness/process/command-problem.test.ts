import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandProblem } from './command-problem.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiremark-command-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problem(...words: readonly string[]): ReturnType<typeof commandProblem> {
  const environment = { PATH: process.env['PATH'] ?? '' };
  return commandProblem({ words, folder, copy: folder, place: folder, installed: [], environment });
}

function program(text: string | Uint8Array, mode = 0o755): void {
  writeFileSync(join(folder, 'server'), text);
  chmodSync(join(folder, 'server'), mode);
}

test('a command that is found on the PATH has none', () => {
  expect(problem('node')).toBeUndefined();
});

test('one that is nowhere', () => {
  expect(problem('no-such-program')).toEqual({ errno: 'ENOENT', detail: 'there is no no-such-program' });
  expect(problem('./server')).toEqual({ errno: 'ENOENT', detail: 'there is no ./server' });
});

test('one without the right to be run', () => {
  program('#!/bin/sh\n', 0o644);
  expect(problem('./server')).toEqual({ errno: 'EACCES', detail: './server is not executable' });
});

test('a first line with the line end of Windows', () => {
  program('#!/usr/bin/env python3\r\nprint("hello")\r\n');
  expect(problem('./server')?.detail).toBe(
    'the first line of ./server ends with a carriage return, as on Windows; save the file with Unix line ends',
  );
});

test('a first line that asks for what is not here', () => {
  program('#!/opt/no-such-python\nprint("hello")\n');
  expect(problem('./server')?.detail).toBe(
    'the first line of ./server asks for /opt/no-such-python, which is not here',
  );
});

test('a first line that makes a folder of env', () => {
  program('#!/usr/bin/env/python3\nprint("hello")\n');
  expect(problem('./server')?.detail).toBe(
    'the first line of ./server asks for /usr/bin/env/python3, which is not here',
  );
});

test('a path that goes through a file', () => {
  program('#!/bin/sh\n');
  expect(problem('./server/x')).toEqual({ errno: 'ENOENT', detail: 'there is no ./server/x' });
});

test('a script that can be run has none', () => {
  program('#!/bin/sh\necho hello\n');
  expect(problem('./server')).toBeUndefined();
});

test('a byte order mark before the first line', () => {
  program('\uFEFF#!/bin/sh\necho hello\n');
  expect(problem('./server')?.detail).toBe(
    './server begins with a byte order mark, so that its first line is not seen; save the file as UTF-8 without one',
  );
});

test.each([
  ['with a byte order mark', '\uFEFFprint("hello")\n'],
  ['without one', 'print("hello")\n'],
])('a source in UTF-16 %s', (_, text) => {
  writeFileSync(join(folder, 'server.py'), Buffer.from(text, 'utf16le'));
  expect(problem('node', 'server.py', '5000')?.detail).toBe(
    'server.py is saved as UTF-16, as some editors on Windows do, and no language reads that; save it as UTF-8',
  );
});

test('a source in UTF-8 has none, whether or not it has a byte order mark', () => {
  writeFileSync(join(folder, 'server.py'), '\uFEFFprint("hällo")\n');
  expect(problem('node', 'server.py')).toBeUndefined();
});
