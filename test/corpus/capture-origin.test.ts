// What captures of the corpus say of how they were made, against capinfos; lost and cut packets against tshark.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pcapng } from '../../src/ingest/formats/pcapng.ts';
import { decodeCapture } from '../support/decode-capture.ts';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const FOLDERS = ['pcap-attacks', 'pcap-formats', 'pcap-formats/pcapng-suite-le'];
const skip = !existsSync(CORPUS)
  ? `no corpus at ${CORPUS}`
  : spawnSync('capinfos', ['-v']).error !== undefined && 'capinfos is not installed';

function toldBy(tool: string, args: string[]): string {
  return spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 1e9 }).stdout;
}

test('interfaces, filters, snap lengths and programs are those that capinfos tells', { skip }, () => {
  let filtered = 0;
  let several = 0;
  for (const folder of FOLDERS)
    for (const name of readdirSync(join(CORPUS, folder))) {
      const path = join(CORPUS, folder, name);
      // Two lines in one name, which capinfos prints as two lines.
      if (!name.endsWith('.pcapng') || name === 'test102.pcapng') continue;
      const bytes = readFileSync(path);
      if (pcapng.sniff(bytes) !== undefined) continue; // pcap under another name
      const { origin } = decodeCapture(pcapng, bytes, undefined, 4096);
      const told = toldBy('capinfos', [path]);
      assert.equal(origin.application, /^Capture application: (.*)$/m.exec(told)?.[1] ?? '', name);
      const blocks = told.split(/^Interface #\d+ info:$/m).slice(1);
      const expected = blocks.map((block) => {
        const line = (title: string) => new RegExp(`^ +${title} = (.*)$`, 'm').exec(block)?.[1] ?? '';
        const filter = line('Filter string');
        return {
          name: line('Name') === 'UNKNOWN' ? '' : line('Name'),
          description: line('Description'),
          filter,
          filterKind: filter === '' ? 'none' : 'words',
          snapLength: Number(line('Capture length')),
        };
      });
      const distinct = [...new Map(expected.map((each) => [JSON.stringify(each), each])).values()];
      assert.deepEqual(origin.interfaces, distinct, name);
      if (distinct.some(({ filter }) => filter !== '')) filtered++;
      if (distinct.length > 1) several++;
    }
  assert.ok(filtered >= 3 && several >= 3, `${filtered} with a filter, ${several} with several interfaces`);
});

test('lost packets are those of the last statistics of each interface, as tshark shows them', {
  skip,
}, () => {
  // tshark -Xread_format:"MIME Files Format" -V: isb_ifdrop and isb_osdrop.
  for (const [name, lost] of [
    ['test013', 10],
    ['test014', 30], // three interfaces, 10 each
    ['test101', 53], // interface 2: 10; interface 0, in its last but one: 1 and 42
    ['test001', undefined],
  ] as const) {
    const path = join(CORPUS, 'pcap-formats/pcapng-suite-le', `${name}.pcapng`);
    assert.equal(decodeCapture(pcapng, readFileSync(path)).origin.packetsDropped, lost, name);
  }
});
