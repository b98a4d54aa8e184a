// SYN fingerprints and tool marks: stacks as p0f.fp 3.09b describes them, texts against hashes, header cuts, and packets quoted by ICMP errors.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { synFingerprintText } from '../../../src/model/syn-fingerprint.ts';
import * as w from '../../support/capture-writer.ts';
import { decodeFrame } from '../../support/decode-frame.ts';

const RAW = 101;
const DF = 0x4000;

interface Syn {
  ttl?: number;
  fragment?: number;
  id?: number;
  seq?: number;
  window?: number;
  options?: string;
  flags?: number;
  ack?: number;
  port?: number;
}

// A SYN to 192.0.2.1 port 80.
function syn(fields: Syn): Uint8Array {
  const options = w.hex(fields.options ?? '');
  const header = w.join(
    w.hex('9c40'),
    w.number(fields.port ?? 80, 2),
    w.number(fields.seq ?? 0x5eed5eed, 4),
    w.number(fields.ack ?? 0, 4),
    w.number((5 + options.length / 4) << 4, 1),
    w.number(fields.flags ?? 2, 1),
    w.number(fields.window ?? 64240, 2),
    w.hex('0000 0000'),
  );
  const packet = w.ipv4(
    { protocol: 6, ttl: fields.ttl ?? 52, fragment: fields.fragment ?? DF },
    w.join(header, options),
  );
  packet.set(w.number(fields.id ?? 0x1234, 2), 4);
  return packet;
}

const LINUX = '020405b4 0402080a 00112233 00000000 01030307';

test('stacks as p0f describes them', () => {
  const texts: [string, Syn][] = [
    // Linux 3.11 and newer: *:64:0:*:mss*20,10:mss,sok,ts,nop,ws:df,id+:0 (scale and window vary)
    ['4:64:0:1460:64240,7:mss,sok,ts,nop,ws:df,id+', { options: LINUX }],
    // Windows 7 or 8: *:128:0:*:8192,8:mss,nop,ws,nop,nop,sok:df,id+:0
    [
      '4:128:0:1460:8192,8:mss,nop,ws,nop,nop,sok:df,id+',
      { ttl: 113, window: 8192, options: '020405b4 01030308 01010402' },
    ],
    // Mac OS X 10.x: *:64:0:*:65535,4:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0
    [
      '4:64:0:1460:65535,4:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+',
      { window: 65535, options: '020405b4 01030304 0101080a 00112233 00000000 04020000' },
    ],
    // nmap's SYN scan: *:64-:0:1460:1024,0:mss::0
    ['4:64:0:1460:1024,0:mss:', { fragment: 0, window: 1024, options: '020405b4' }],
    ['4:255:0:0:0,0::id-', { ttl: 244, fragment: 0, id: 0, window: 0 }],
    [
      '4:32:0:0:512,0::ecn,seq-,ack+,urgf+,pushf+',
      { ttl: 32, fragment: 0, window: 512, flags: 0xea, seq: 0, ack: 1 },
    ],
    ['4:64:0:0:512,15:ws,eol+0:df,id+,exws', { window: 512, options: '03030f00' }],
    ['4:64:0:0:512,0:eol+3:df,id+,opt+', { window: 512, options: '00000001' }],
    ['4:64:0:0:512,0:nop,mss:df,id+,bad', { window: 512, options: '01020405' }],
    ['4:64:0:0:512,0:?254:df,id+', { window: 512, options: 'fe04abcd' }],
    ['4:64:0:0:512,0:ts,nop,nop:df,id+,ts1-,ts2+', { window: 512, options: '080a0000 00000000 00010101' }],
  ];
  for (const [text, fields] of texts) assert.equal(synFingerprintText(syn(fields)), text);
  const v6 = w.ipv6(6, syn({ options: LINUX }).subarray(20));
  assert.equal(synFingerprintText(v6), '6:64:0:1460:64240,7:mss,sok,ts,nop,ws:');
  v6[3] = 7;
  assert.equal(synFingerprintText(v6), '6:64:0:1460:64240,7:mss,sok,ts,nop,ws:flow');
});

test('equal texts have equal hashes and different texts different ones', () => {
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
  const options = [
    '',
    LINUX,
    '020405b4',
    '020405b4 01030308 01010402',
    '0101080a 00112233 00000000 04020000',
  ];
  const hashOfText = new Map<string, number>();
  const textOfHash = new Map<number, string>();
  for (let round = 0; round < 20_000; round++) {
    const base = syn({ options: options[random(options.length)] });
    const packet = random(3) === 0 ? w.ipv6(6, base.subarray(20)) : base;
    for (let change = random(4); change > 0; change--) {
      const at = 1 + random(packet.length - 1);
      packet[at] = random(2) === 0 ? random(256) : random(9);
    }
    const { row } = decodeFrame(RAW, packet);
    if (row.ipVersion === 0) {
      assert.equal(row.synFingerprint, 0);
      continue;
    }
    const length = row.ipVersion === 4 ? (packet[2] << 8) | packet[3] : 40 + ((packet[4] << 8) | packet[5]);
    const isUnstated = length === (row.ipVersion === 4 ? 0 : 40); // then the frame's length holds
    const text = synFingerprintText(packet.subarray(0, isUnstated ? packet.length : length));
    assert.equal(row.synFingerprint === 0, text === undefined, Buffer.from(packet).toString('hex'));
    if (text === undefined) continue;
    assert.equal(row.synFingerprint, hashOfText.get(text) ?? row.synFingerprint, text);
    assert.equal(text, textOfHash.get(row.synFingerprint) ?? text);
    hashOfText.set(text, row.synFingerprint);
    textOfHash.set(row.synFingerprint, text);
  }
  assert.ok(hashOfText.size > 2000, `${hashOfText.size} fingerprints`);
});

test('what changes from packet to packet does not change the hash', () => {
  const hash = (fields: Syn): number => decodeFrame(RAW, syn(fields)).row.synFingerprint;
  const base = hash({ options: LINUX });
  assert.notEqual(base, 0);
  assert.equal(hash({ options: LINUX, seq: 99, id: 7, ttl: 64, port: 443 }), base);
  assert.equal(hash({ options: LINUX.replace('00112233', '99887766') }), base);
  assert.notEqual(hash({ options: LINUX, window: 64241 }), base);
  assert.notEqual(hash({ options: LINUX, ttl: 65 }), base);
});

test('no SYN, no hash; a cut header, no hash', () => {
  for (const flags of [0x10, 0x12, 0x14, 0x18, 0x04, 0x03, 0x06, 0])
    assert.equal(decodeFrame(RAW, syn({ options: LINUX, flags })).row.synFingerprint, 0, `flags ${flags}`);
  const whole = syn({ options: LINUX });
  for (let length = 20; length < whole.length; length++)
    assert.equal(decodeFrame(RAW, whole.subarray(0, length), whole.length).row.synFingerprint, 0);
});

test('marks of tools', () => {
  const tool = (fields: Syn, cut = 0): string => {
    const packet = syn(fields);
    return decodeFrame(RAW, packet.subarray(0, packet.length - cut), packet.length).row.tool;
  };
  const mirai = (mss: string, echo = '00000000', scale = '06'): string =>
    `0204${mss} 0402080a 00112233 ${echo} 010303${scale}`;
  assert.equal(tool({ options: LINUX }), '');
  assert.equal(tool({ fragment: 0, window: 512 }), 'hping3');
  assert.equal(tool({ fragment: 0, window: 512, options: '020405b4' }), '');
  assert.equal(tool({ options: mirai('0578') }), 'Mirai SYN flood');
  assert.equal(tool({ options: mirai('0587') }), 'Mirai SYN flood');
  assert.equal(tool({ options: mirai('0577') }), '');
  assert.equal(tool({ options: mirai('0588') }), '');
  assert.equal(tool({ options: mirai('0580', '00000001') }), '');
  assert.equal(tool({ options: mirai('0580', '00000000', '07') }), '');
  assert.equal(tool({ options: mirai('0580') }, 1), '');
  assert.equal(tool({ seq: 0xc0000201 }), 'Mirai scanner');
  assert.equal(tool({ id: 54321 }), 'ZMap');
  assert.equal(tool({ id: 54321, flags: 0x12 }), '');
  const cookie = (0x0201 ^ 80 ^ 0x5eed) & 0xffff;
  assert.equal(tool({ id: cookie, fragment: 0, options: '020405b4' }), 'masscan');
  assert.equal(tool({ id: cookie, options: '020405b4' }), '');
  assert.equal(tool({ id: cookie, fragment: 0, options: LINUX }), '');
});

test('packets quoted by ICMP errors', () => {
  const quoted = (type: number, quotation: Uint8Array, protocol = 1): string => {
    const message = w.icmp(type, 0, quotation);
    const frame = protocol === 1 ? w.ipv4({ protocol }, message) : w.ipv6(protocol, message);
    return decodeFrame(RAW, frame).row.quoted;
  };
  const packet = syn({ options: LINUX });
  const text = `6 198.51.100.7 40000 192.0.2.1 80 ${0x5eed5eed}`;
  for (const type of [3, 11, 12]) assert.equal(quoted(type, packet), text);
  for (const type of [0, 4, 5, 8, 13]) assert.equal(quoted(type, packet), '');
  assert.equal(quoted(3, packet.subarray(0, 28)), text);
  assert.equal(quoted(3, packet.subarray(0, 27)), '6 198.51.100.7 0 192.0.2.1 0 0');
  assert.equal(quoted(3, packet.subarray(0, 19)), '');
  const fragment = w.ipv4({ protocol: 17, fragment: 0x0012 }, new Uint8Array(16));
  assert.equal(quoted(3, fragment), '17 198.51.100.7 0 192.0.2.1 0 0');
  const v6 = w.ipv6(60, w.join(w.hex('11 00 010400000000'), w.udp(new Uint8Array(4))));
  const v6Text = '17 2001:db8::7 53 2001:db8:1::1 40000 0';
  for (const type of [1, 2, 3, 4]) assert.equal(quoted(type, v6, 58), v6Text);
  for (const type of [128, 129, 135]) assert.equal(quoted(type, v6, 58), '');
  assert.equal(quoted(1, v6.subarray(0, 39), 58), '');
  assert.equal(quoted(3, new Uint8Array(40)), '');
});
