import { describe, expect, test } from 'vitest';
import { nodeImportsIn, startedByPackages } from './node-imports.js';
import { surveyOf } from './survey-of.test-support.js';

/** What `a/b/main.js` with this text imports, of some files around it. */
function importedBy(text: string): readonly string[] | undefined {
  const others = ['top.js', 'index.js', 'a/above.mjs', 'a/b/beside.js', 'a/b/net/index.js', 'a/b/x.test.cjs'];
  const files = Object.fromEntries(others.map((path) => [path, '']));
  return nodeImportsIn(surveyOf({ ...files, 'a/b/main.js': text })).get('a/b/main.js');
}

test.each([
  ["const x = require('./beside'), y = require( `./beside.js` )", ['a/b/beside.js']],
  ['require("net"); require("beside")', []],
  ['require("./net")', ['a/b/net/index.js']],
  ['require("./net/")', ['a/b/net/index.js']],
  ['import "../above.mjs"', ['a/above.mjs']],
  ['import x, { y } from "../../top.js"', ['top.js']],
  ['import {\n  x,\n} from\n  "../../top.js"', ['top.js']],
  ['export * from "./beside.js"', ['a/b/beside.js']],
  ['await import("./x.test.cjs")', ['a/b/x.test.cjs']],
  ['require("../..")', ['index.js']],
  ['require("../../../../top.js"); require("./main"); require("./missing")', []],
  ['// require("./beside")\n/* import "./beside.js" */', []],
])('%s', (text, imported) => {
  expect(importedBy(text)).toEqual(imported);
});

test.each([
  ['{ "main": "src/index.js" }', ['src/index.js']],
  ['{ "main": "./src" }', ['src/index.js']],
  ['{ "main": "missing.js", "scripts": { "start": "node app.js 5000" } }', ['app.js']],
  ['{ "main": "src/index.js", "scripts": { "start": "node ./app" } }', ['app.js']],
  ['{ "scripts": { "start": "nodemon" } }', []],
  ['no JSON', []],
])('a package starts: %s', (text, started) => {
  const survey = surveyOf({ 'package.json': text, 'app.js': '', 'src/index.js': '' });
  expect([...startedByPackages(survey)]).toEqual(started);
});

describe('a source that is made to take all time', { timeout: 20_000 }, () => {
  test.each([
    ['many folders up', `require("${'../'.repeat(60_000)}x")`],
    ['a long name', `require("./${'a'.repeat(190_000)}")`],
    ['one that is never closed', `require("./${'require("./'.repeat(15_000)}`],
    ['blanks', `require(${' '.repeat(90_000)}import${' '.repeat(90_000)}`],
    ['many as long as a path', `require("./${'../'.repeat(80)}");`.repeat(700)],
    ['many', 'require("./x");'.repeat(13_000)],
  ])('%s', (_what, text) => {
    expect(importedBy(`${text}\nrequire("./beside")`)).toEqual(['a/b/beside.js']);
  });
});
