// demands.csv and wallets.csv: their columns, the values of a real record, and no file without a demand.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demandRecordsOf } from '../../../src/demand/record.ts';
import type { DemandRecord } from '../../../src/model/demand.ts';
import { demandsCsv } from '../../../src/report/csv/demands.ts';
import { walletsCsv } from '../../../src/report/csv/wallets.ts';
import { sampleRows, scratchFolder } from '../../support/output.ts';
import { readCsv, readCsvObjects } from '../../support/read-csv.ts';
import { sampleFacts } from '../../support/sample-facts.ts';

import { NOTHING_STATED } from '../../support/sample-facts-case.ts';

const DEMANDS =
  'demand_id,case_id,channel,original_file,evidence_id,sha256,size_bytes,mtime_utc,received_at_utc,received_as_written,received_offset,received_clock_source,preserved_as,warnings,headers_full,return_path,from,reply_to,to,subject,message_id,date_header,x_mailer,x_originating_ip,dkim_signature,authentication_results,arc,received_hops,first_external_hop_ip,sender_claimed_identity,sender_contact_points,demand_kind,demand_kind_reason,demand_kind_quotes,quote_verbatim,language,translation,translator,threatened_act,threatened_targets,threatened_time,amount,currency,escalation,deadline_as_written,deadline_utc,deadline_assumption,payment_addresses,claimed_demo,claims,attachments,paid,replied,other_recipients,prior_contact,dispute_context,witness,note,relation_to_waves';

async function demo(): Promise<DemandRecord[]> {
  const bytes = readFileSync(new URL('../../../../fixtures/debtember/mail/demand.eml', import.meta.url));
  return demandRecordsOf(
    {
      id: 'D1',
      stated: {
        file: 'mail/demand.eml',
        receivedAt: undefined,
        channel: 'email',
        paid: '',
        replied: '',
        ...NOTHING_STATED,
        note: '=SUM(1)',
      },
      bytes,
      evidenceId: 'E9',
      sha256: 'ab'.repeat(32),
      modifiedUtc: '2026-06-13T12:00:00Z',
    },
    {
      own: { mailServers: ['*.falk-hosting.example'], ownAddresses: [] },
      zone: undefined,
      attackedHosts: [],
      redact: (text) => text,
    },
  );
}

test('a row a demand, in the documented columns', async (t) => {
  const folder = scratchFolder(t);
  const facts = sampleFacts();
  facts.demandRecords = await demo();
  const input = { facts, rows: sampleRows([]), bill: undefined };
  for (const writer of [demandsCsv, walletsCsv]) await writer.write(input, folder);
  const text = readFileSync(join(folder, 'extortion/demands.csv'), 'utf8');
  assert.equal(readCsv(text)[0].join(','), DEMANDS);
  const [row, ...more] = readCsvObjects(text);
  assert.equal(more.length, 0);
  assert.equal(row.case_id, facts.case.id);
  assert.equal(row.received_at_utc, '2026-06-09T20:14:36Z');
  assert.equal(row.received_offset, '+02:00');
  assert.equal(row.first_external_hop_ip, '198.51.100.187');
  assert.equal(row.demand_kind, 'explicit');
  assert.equal(row.amount, '0.4 BTC');
  assert.equal(row.escalation, '0.2 BTC');
  assert.equal(row.deadline_utc, 'not worked out');
  assert.deepEqual([row.paid, row.replied], ['no', 'no'], 'as stated for D1');
  assert.equal(
    row.relation_to_waves,
    'D1 was received 31 min 4 s before W1 begins. | W1 begins 23 h 28 min before the deadline in D1.',
  );
  assert.match(row.quote_verbatim, /we are the Storm Crew\. Tonight between 4 and 6 your time/);
  assert.match(row.received_hops, /claimed: from \[192\.0\.2\.66\]/);
  const wallets = readCsv(readFileSync(join(folder, 'extortion/wallets.csv'), 'utf8'));
  assert.deepEqual(wallets, [
    ['demand_id', 'asset', 'address', 'checksum_valid', 'amount', 'as_written'],
    ['D1', 'BTC', '1EXERCisENotAReaLAddressDoNotPay99', 'no', '0.4', '1EXERCisENotAReaLAddressDoNotPay99'],
  ]);
});

test('no demand, no table', async (t) => {
  const input = { facts: sampleFacts(), rows: sampleRows([]), bill: undefined };
  for (const writer of [demandsCsv, walletsCsv])
    assert.deepEqual(await writer.write(input, scratchFolder(t)), []);
});
