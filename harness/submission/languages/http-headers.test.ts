import { expect, test } from 'vitest';
import { c, cPlusPlus } from './compiled.js';
import { go } from './go.js';
import { java } from './java.js';
import { node } from './node.js';
import { surveyOf } from './survey-of.test-support.js';

const ACCEPT = '"Accept: */*\\r\\n"';

test.each([
  ['client.c', c, `const char *h = ${ACCEPT};\nint main(void) { connect(1, 2, 3); }`],
  ['client.cpp', cPlusPlus, `auto h = ${ACCEPT};\nint main() { connect(1, 2, 3); }`],
  ['Client.java', java, `class Client { String h = ${ACCEPT}; static void main(String[] a) { new Socket("h", 1); } }`],
  ['client.go', go, `package main\nvar h = ${ACCEPT}\nfunc main() { net.Dial("tcp", h) }`],
  ['client.js', node, `const h = ${ACCEPT};\nrequire('net').connect(1);`],
])('a header of HTTP that accepts everything hides nothing behind it: %s', (path, language, text) => {
  expect(language.entries(surveyOf({ [path]: text }))).toMatchObject([{ name: path, opens: { connects: true } }]);
});
