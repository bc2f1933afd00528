import { describe, expect, test } from 'vitest';
import { nearest, suggest } from './near.js';

describe('the word that was meant', () => {
  test.each([
    ['exepct', ['expect', 'send'], 'expect'],
    ['sned', ['send', 'expect'], 'send'],
    ['EXPECT', ['expect'], 'expect'],
    ['expects', ['expect'], 'expect'],
    ['idd', ['id', 'in'], 'id'],
    ['fo', ['for', 'in'], 'for'],
    ['repet', ['reset', 'repeat'], 'repeat'],
    ['server2', ['server', 'client'], 'server'],
  ])('%s is near', (word, known, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  test.each([
    ['colour', ['name', 'points', 'steps']],
    ['d', ['c', 'e']],
    ['xy', ['ab', 'xz']],
    ['from', ['frame']],
    ['', ['a']],
    ['word', []],
  ])('%s is near nothing', (word, known) => {
    expect(nearest(word, known)).toBeUndefined();
  });
});

test('what is not near is answered with what there is', () => {
  expect(suggest('colour', ['name', 'points'])).toBe('known here: name, points');
  expect(suggest('colour', [])).toBe('none is known here');
  expect(suggest('naem', ['name', 'points'])).toBe('did you mean "name"?');
});
