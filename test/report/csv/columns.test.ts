// The columns of every table, written out as documented in docs/output.md, and the values that stand in them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { billingSummaryCsv, entryEventLinksCsv, timeEntriesCsv } from '../../../src/report/csv/billing.ts';
import { clocksCsv } from '../../../src/report/csv/clocks.ts';
import { servicesCsv } from '../../../src/report/csv/services.ts';
import { REPORT_WRITERS } from '../../../src/report/index.ts';
import { withForeignText } from '../../support/foreign-text.ts';
import { sampleRows, scratchFolder } from '../../support/output.ts';
import { readCsv, readCsvObjects } from '../../support/read-csv.ts';
import { sampleBill } from '../../support/sample-bill.ts';
import { sampleFacts } from '../../support/sample-facts.ts';

const COLUMNS: Record<string, string> = {
  'data/timeline.csv':
    'message,datetime,timestamp_desc,timestamp,event_id,kind,phase,host,src_ip,src_port,dst_ip,dst_port,protocol,asn,as_name,country,packets,bytes,http_method,http_path,http_status,user_agent,evidence_id,record_ref,original_time,original_offset,time_confidence,mark',
  'data/sources.csv':
    'source_ip,ip_version,verdict,basis,confidence,role,asn,as_name,as_db,prefix,registered_country,geo_country,geo_db,first_seen_utc,last_seen_utc,active_seconds,times_seen,packets,bytes,requests,peak_pps,peak_bps,peak_rps,handshakes,protocols,src_ports_count,src_ports_sample,dst_ports,vectors,ttl_values,user_agents_top,share_of_attack,is_bogon,is_shared_hint,is_tor_vpn_hint,also_before_attack,abuse_contact,abuse_contact_source,abuse_contact_date,evidence_ids,country_name,continent,region,country_second,country_agrees,special_purpose,sockets,first_ref,tor_vpn_list,bytes_sent',
  'data/flows.csv':
    'source_ip,src_port,protocol,dst_ip,dst_port,first_packet_utc,last_packet_utc,packets,bytes,tcp_flags,handshake,evidence_id,first_frame,last_frame,community_id',
  'data/vectors.csv':
    'vector_id,label,attack_technique,protocol,src_port,dst_port,tcp_flags,length_min,length_max,fragment,icmp_type,icmp_code,packets,bytes,share_packets,share_bytes,sources,peak_pps,peak_bps,first_seen_utc,last_seen_utc,reason,baseline_share,flowspec,bytes_sent',
  'data/waves.csv':
    'wave_id,start_utc,end_utc,duration_seconds,targets,peak_bps,peak_pps,peak_rps,packets,bytes,sources,vectors,detection_rule,bytes_sent',
  'data/phases.csv':
    'wave_id,phase_id,kind,start_utc,end_utc,duration_seconds,vectors,packets,requests,peak_pps,mean_pps,peak_rps,mean_rps',
  'data/networks.csv':
    'asn,as_name,registered_country,sources,sources_handshake,sources_reflector,sources_spoofable,packets,bytes,requests,first_seen_utc,last_seen_utc,share,abuse_contact,bytes_sent',
  'data/countries.csv': 'country,basis_db,sources,packets,bytes,requests,share,bytes_sent',
  'data/services.csv':
    'service,host,dst_ip,dst_port,state,start_utc,end_utc,duration_seconds,how_measured,evidence_id,requests,failed,waves,mark',
  'data/clocks.csv':
    'evidence_a,evidence_b,kinds,method,offset_seconds,spread_seconds,matches,ratio,whole_hours,stated_ms_a,stated_ms_b,applied,text',
  'data/evidence.csv':
    'evidence_id,file_name,original_path,host,host_role,collected_by,collected_at_utc,collection_command,collection_tool_version,collected_how,sha256,size_bytes,file_mtime_utc,format_detected,compressed_inner_sha256,first_record_utc,last_record_utc,records_total,records_parsed,records_rejected,clock_offset_ms,clock_offset_method,declared_utc_offset,snaplen,capture_filter,packets_dropped,sampling_rate,interface,complete,notes,bytes_read,bytes_decoded,bytes_skipped,time_confidence',
  'data/rejected.csv': 'evidence_id,line,reason,sample_escaped',
  'data/redactions.csv': 'file,row_id,field,rule,count',
  'data/custody.csv':
    'seq,evidence_id,action,from_person,to_person,at_utc,place,method,sha256_before,sha256_after,match,remarks',
  'data/disclosures.csv':
    'recipient_kind,recipient,date_utc,profile,files,purpose,legal_basis,sent_by,remarks',
  'extortion/loss.csv': 'item,category,amount,currency,from_utc,to_utc,method,evidence,included,reason',
  'extortion/le-preservation-datasheet.csv':
    'lead_id,provider,asn,provider_contact,identifier_type,identifier,from_utc,to_utc,src_ports,protocol,dst_ip,dst_port,record_type,provider_basis,may_be_gone_from,demand_ids',
  'billing/time_entries.csv':
    'entry_id,person,role,client,project,task,activity_class,description,start_utc,end_utc,as_written_start,as_written_end,zone,raw_seconds,break_seconds,billable,non_billable_reason,rate,currency,multiplier,multiplier_reason,rounded_seconds,rounding_rule,amount,source_file,source_row,recorded_at,recorded_live,event_ids,evidence_ids,ticket,approved_by',
  'billing/entry_event_links.csv': 'entry_id,event_id,strength,offset_seconds,reason',
  'billing/billing_summary.csv': 'group,raw_hours,billed_hours,amount,currency',
};
const WITH_EXCEL = ['timeline', 'sources', 'networks', 'countries', 'vectors', 'waves'];

test('every table has its documented columns, and six have a view for Excel', async (t) => {
  const folder = scratchFolder(t);
  const facts = sampleFacts();
  const input = { facts, rows: sampleRows([facts.topProven]), bill: sampleBill() };
  const paths: string[] = [];
  const elsewhere = [
    'documents',
    'html',
    'provider-pack',
    'public-summary',
    'abuse-pdf',
    'stix',
    'misp-event',
    'ddos-fingerprint',
    'ic3-paste',
    'declaration-template',
    'preservation-requests',
  ]; // tested beside their writers
  elsewhere.push('timeline-jsonl', 'sources-jsonl');
  for (const writer of REPORT_WRITERS.filter((each) => !elsewhere.includes(each.id))) {
    paths.push(...(await writer.write(input, folder)).map((file) => file.path));
  }
  const excel = WITH_EXCEL.map((name) => `data/${name}.excel.csv`);
  assert.deepEqual(paths.sort(), [...Object.keys(COLUMNS), ...excel, 'data/incident.json'].sort());
  for (const [path, columns] of Object.entries(COLUMNS)) {
    const [header, ...rows] = readCsv(readFileSync(join(folder, path), 'utf8'));
    assert.equal(header.join(','), columns, path);
    for (const row of rows) assert.equal(row.length, header.length, path);
  }
  for (const path of excel) {
    const exactColumns = COLUMNS[path.replace('.excel', '')];
    const text = readFileSync(join(folder, path), 'utf8');
    assert.equal(readCsv(text.slice(1))[0].join(','), `row_id,${exactColumns}`, path);
  }
  const sources = readCsvObjects(readFileSync(join(folder, 'data/sources.csv'), 'utf8'));
  assert.deepEqual(
    sources.map((row) => row.source_ip),
    facts.topProven.map((source) => source.address),
  );
  const waves = readCsvObjects(readFileSync(join(folder, 'data/waves.csv'), 'utf8'));
  assert.equal(waves[0].peak_pps, '412300');
  assert.equal(waves[0].duration_seconds, '1733');
  assert.equal(waves[2].targets, '203.0.113.10 www.example.net');
  const custody = readCsvObjects(readFileSync(join(folder, 'data/custody.csv'), 'utf8'));
  const ingested = custody.filter((row) => row.action === 'ingested');
  assert.deepEqual(
    ingested.map((row) => [row.evidence_id, row.sha256_after]),
    facts.evidence.map((file) => [file.id, file.sha256]),
  );
  for (const row of custody.filter((each) => each.action === 'collected'))
    assert.match(
      row.remarks,
      row.to_person === 'not recorded' ? /recorded|stated/ : /^stated by the operator$/,
    );
  const countries = readCsvObjects(readFileSync(join(folder, 'data/countries.csv'), 'utf8'));
  assert.equal(countries[0].country, 'US');
  assert.equal(countries[0].sources, '92', 'proven only');
});

const HOSTILE = '=HYPERLINK("http://192.0.2.1/","x")\n198.51.100.9,4\r\t"\u0000\u202e';

test('report check 3: hostile text in every field makes no row, no cell and no formula in any table', async (t) => {
  const tables = async (foreign: string): Promise<Map<string, string[][]>> => {
    const facts = sampleFacts();
    const bill = sampleBill();
    if (foreign !== '') for (const each of [facts, bill]) withForeignText(each, foreign);
    const folder = scratchFolder(t);
    const input = { facts, rows: sampleRows([facts.topProven]), bill };
    const read = new Map<string, string[][]>();
    for (const writer of REPORT_WRITERS.filter(({ id }) => !/documents|html|pdf/.test(id)))
      for (const { path } of await writer.write(input, folder))
        if (path.endsWith('.csv') && !/abuseipdb|crowdsec/.test(path))
          read.set(
            path.replace(/abuse\/[^/]+/, ''),
            readCsv(readFileSync(join(folder, path), 'utf8').replace(/^\ufeff/, '')),
          );
    return read;
  };
  const [plain, hostile] = [await tables(''), await tables(HOSTILE)];
  assert.ok(plain.size > 25, String(plain.size));
  let found = 0;
  for (const [path, rows] of plain) {
    assert.equal(hostile.get(path)?.length, rows.length, path);
    for (const row of hostile.get(path) ?? []) {
      assert.equal(row.length, rows[0].length, path);
      for (const cell of row) {
        if (cell.includes('HYPERLINK')) found++;
        assert.doesNotMatch(cell, /[\x00-\x1f\u202e]/, path);
        if (path.endsWith('.excel.csv')) assert.doesNotMatch(cell, /^\s*[=+@\uff1d\t\r]/, path);
      }
    }
  }
  assert.ok(found > 200, String(found));
});

test('services.csv tells stated outages before measured ones, and finds the service of a measured host', async (t) => {
  const folder = scratchFolder(t);
  const facts = sampleFacts();
  facts.case.services[0]!.host = 'www.example.net';
  facts.case.services[0]!.name = 'shop \u202e';
  await servicesCsv.write({ facts, rows: sampleRows([]), bill: undefined }, folder);
  const rows = readCsvObjects(readFileSync(join(folder, 'data/services.csv'), 'utf8'));
  assert.deepEqual(
    rows.map(({ mark, state, waves }) => [mark, state, waves]),
    [
      ...facts.case.outages.map(() => ['stated', 'outage', '']),
      ['observed', 'outage', 'W2'],
      ['observed', 'degraded', 'W2'],
    ],
  );
  const measured = rows.at(-2)!;
  assert.deepEqual(
    [measured.service, measured.host, measured.start_utc, measured.end_utc, measured.duration_seconds],
    ['shop \\u{202e}', 'www.example.net', '2025-12-05T21:14:00Z', '2025-12-05T21:26:00Z', '720'],
  );
  assert.deepEqual([measured.requests, measured.failed], ['230000', '230000']);
});

test('clocks.csv gives every compared pair, unknown differences empty, and that none was applied', async (t) => {
  const folder = scratchFolder(t);
  await clocksCsv.write({ facts: sampleFacts(), rows: sampleRows([]), bill: undefined }, folder);
  const text = readFileSync(join(folder, 'data/clocks.csv'));
  assert.deepEqual(
    readCsvObjects(text.toString('utf8')).map((row) => [
      row.evidence_b,
      row.offset_seconds,
      row.whole_hours,
      row.applied,
    ]),
    [
      ['E2', '1.5', 'false', 'false'],
      ['E3', '', 'false', 'false'],
      ['E4', '3600.25', 'true', 'false'],
    ],
  );
  const bytes = await clocksCsv.bytes({ facts: sampleFacts(), rows: sampleRows([]), bill: undefined });
  assert.ok(bytes.equals(text), 'the bytes for another file are those of the table');
});

test('the lines of the bill add up to its subtotal', async (t) => {
  const folder = scratchFolder(t);
  const input = { facts: sampleFacts(), rows: sampleRows([]), bill: sampleBill() };
  for (const writer of [timeEntriesCsv, entryEventLinksCsv, billingSummaryCsv])
    await writer.write(input, folder);
  const lines = readCsvObjects(readFileSync(join(folder, 'billing/time_entries.csv'), 'utf8'));
  const cents = lines.reduce((sum, line) => sum + Math.round(Number(line.amount) * 100), 0);
  const summary = readCsvObjects(readFileSync(join(folder, 'billing/billing_summary.csv'), 'utf8'));
  const subtotal = summary.find((row) => row.group === 'subtotal');
  assert.equal(Math.round(Number(subtotal?.amount) * 100), cents);
  assert.match(lines[0].amount, /^\d+\.\d\d$/);
  assert.equal(lines[0].currency, 'EUR');
  assert.equal(lines[0].multiplier, '1');
  for (const line of lines) assert.match(line.start_utc, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const links = readCsvObjects(readFileSync(join(folder, 'billing/entry_event_links.csv'), 'utf8'));
  assert.equal(links.length, sampleBill().links.length);
});

test('without a work log there are no billing tables', async (t) => {
  const input = { facts: sampleFacts(), rows: sampleRows([]), bill: undefined };
  for (const writer of [timeEntriesCsv, entryEventLinksCsv, billingSummaryCsv]) {
    assert.deepEqual(await writer.write(input, scratchFolder(t)), []);
  }
});
