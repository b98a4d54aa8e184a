// What a message says, a row a statement: amounts, times, targets, wallets, threats, claims, each with its words.

import type { DemandRecord, Quote } from '../../model/demand.ts';
import * as wording from '../text/wording.ts';
import * as units from '../units.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, quoted, type Run, type Text } from './lines.ts';
import { table } from './table.ts';
import { andMore, listed } from './traffic.ts';

const MAX_STATEMENTS = 40;
const MAX_OF_A_KIND = 12;
const QUOTE_CHARACTERS = 200;
const WHOLE_LIST = 'extortion/demands.csv';

/** The words of a quote, their line breaks as spaces. */
export function quote({ text }: Quote, size: number = 6.4): Run {
  return { ...quoted(text.replace(/\s*[\r\n]+\s*/g, ' '), QUOTE_CHARACTERS), size };
}

/** What a message says, a row a statement: what it is, how it was read, the words. */
function statementRows(record: DemandRecord): Text[][] {
  const row = (what: string, value: string, assumption: string, words: Run): Text[] => [
    what,
    assumption === ''
      ? [bold(value)]
      : [bold(value), { text: assumption, colour: COLOURS.soft, newLine: value !== '' }],
    [words],
  ];
  const plain = (text: string): Run => ({ ...quoted(text, QUOTE_CHARACTERS), size: 6.4 });
  return [
    ...record.amounts.map((amount) =>
      row(
        amount.role === 'escalation' ? 'Amount, rise' : 'Amount demanded',
        `${amount.value} ${amount.currency}`,
        amount.assumption,
        quote(amount.quote),
      ),
    ),
    ...record.deadlines.map((deadline) =>
      row('Deadline', units.utc(deadline.utc), deadline.assumption, quote(deadline.quote)),
    ),
    ...record.announcedTimes.map((time) => row('Announced time', '', 'as written', quote(time))),
    ...(record.targets.length === 0
      ? []
      : [row('Targets named', '', 'as written', plain(listed(record.targets, MAX_OF_A_KIND)))]),
    ...record.wallets.map((wallet) =>
      row(
        'Wallet',
        `${wallet.asset}${wallet.amount === '' ? '' : ` for ${wallet.amount}`}`,
        `${wallet.format}; ${wording.CHECKSUM[wallet.checksum]}`,
        plain(wallet.address),
      ),
    ),
    ...record.threats
      .slice(0, MAX_OF_A_KIND)
      .map((threat) => row('Act threatened', '', 'as written', quote(threat))),
    ...record.claims
      .slice(0, MAX_OF_A_KIND)
      .map((claim) => row('Claim', '', wording.CLAIM_TITLE[claim.kind], quote(claim.quote))),
  ];
}

/** What a message says as a table; nothing when it says nothing that is looked for. */
export function statements(flow: Flow, record: DemandRecord): void {
  const rows = statementRows(record);
  const shown = rows.slice(0, MAX_STATEMENTS);
  table(flow, {
    caption: `${record.id}: what the message says`,
    columns: [
      { title: 'What', width: 76 },
      { title: 'Read as', width: 176 },
      { title: 'As written', width: 238 },
    ],
    size: 6.8,
    rows: shown,
    note: [wording.CLAIMS_NOTE, andMore(rows.length, shown.length, WHOLE_LIST)].join(' ').trim(),
  });
}
