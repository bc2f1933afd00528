import { expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';

/** HTTP as the course teaches it: lines, then a body that is as long as a header says. */
const spec = (root: string): string => `spec: 1
name: HTTP
frame: crlf
within: 3s
data: { page: { random: 5000 } }
programs:
  server:
    run: "python3 -m http.server \${port} --bind 127.0.0.1 --protocol HTTP/1.1 --directory ${root}"
    folder: own
    files: { "www/a.bin": $page }
peers: { c: { connect: server } }
blocks:
  get:
    takes: [path]
    steps:
      - { send: "GET \${path} HTTP/1.1" }
      - { send: "Host: localhost" }
      - { send: "" }
  headers:
    - let: { length: -1 }
    - repeat:
        at_most: 50
        steps:
          - either:
              - { expect: "", then: leave }
              - { expect: { match: '(?i)^content-length: *(?<n>\\d+)' }, then: { let: { length: number(n) } } }
              - { expect: { any: 1 } }
checks:
  - id: keep-alive
    steps:
      - repeat:
          times: 2
          steps:
            - use: { get: { path: "/a.bin" } }
            - expect: { match: '^HTTP/1\\.[01] 200 ' }
            - use: headers
            - check: length == size(page)
            - expect: { raw: $page }
  - id: missing
    steps:
      - use: { get: { path: "/none" } }
      - expect: { match: '^HTTP/1\\.[01] 404 ' }
      - use: headers
      - expect: { any_bytes: $length }
      - closed
  - id: too-long
    within: 500ms
    steps:
      - use: { get: { path: "/a.bin" } }
      - expect: { starts: "HTTP/1." }
      - use: headers
      - expect: { any_bytes: "\${length + 1}" }
`;

test('a server of HTTP is marked by what its headers say', async () => {
  const { check } = await markOne({ spec: spec('www') });
  expect(check('keep-alive').findings).toEqual([]);
  expect(check('missing').findings).toEqual([]);
  expect(check('too-long').findings).toMatchObject([
    { code: 'reply-incomplete', summary: 'got 5,000 of 5,001 bytes, then silence for 500 ms' },
  ]);
});

test('a server that has nothing is not', async () => {
  const { check } = await markOne({ spec: spec('elsewhere'), only: ['keep-alive'] });
  expect(check('keep-alive').findings).toMatchObject([{ code: 'reply-differs' }]);
});
