// What a message says, a row a statement: amounts, times, targets, wallets, threats, claims, each with its words.

import type { DemandRecord, Quote } from '../../model/demand.ts';
import { type DocumentLanguage, ENGLISH } from '../text/language.ts';
import { COLOURS, type Flow } from './flow.ts';
import { bold, quoted, type Run, type Text } from './lines.ts';
import { table } from './table.ts';
import { andMore, listed } from './traffic.ts';

const MAX_STATEMENTS = 40;
const MAX_OF_A_KIND = 12;
const QUOTE_CHARACTERS = 200;
const WHOLE_LIST = 'extortion/demands.csv';

/** The words of a quote, their line breaks as spaces. */
export function quote({ text }: Quote, size: number = 6.4, language: DocumentLanguage = ENGLISH): Run {
  return { ...quoted(text.replace(/\s*[\r\n]+\s*/g, ' '), QUOTE_CHARACTERS, language), size };
}

/** What a message says, a row a statement: what it is, how it was read, the words. */
function statementRows(flow: Flow, record: DemandRecord): Text[][] {
  const { units, said } = flow;
  const { statements: texts, checksum, claimTitle } = flow.texts.demands;
  const cited = (words: Quote): Run => quote(words, undefined, flow);
  const row = (what: string, value: string, assumption: string, words: Run): Text[] => [
    what,
    assumption === ''
      ? [bold(value)]
      : [bold(value), { text: assumption, colour: COLOURS.soft, newLine: value !== '' }],
    [words],
  ];
  const plain = (text: string): Run => ({ ...quoted(text, QUOTE_CHARACTERS, flow), size: 6.4 });
  return [
    ...record.amounts.map((amount) =>
      row(
        amount.role === 'escalation' ? texts.rise : texts.amount,
        `${units.written(amount.value)} ${amount.currency}`,
        said(amount.assumption),
        cited(amount.quote),
      ),
    ),
    ...record.deadlines.map((deadline) =>
      row(texts.deadline, units.utc(deadline.utc), said(deadline.assumption), cited(deadline.quote)),
    ),
    ...record.announcedTimes.map((time) => row(texts.announced, '', texts.writtenAs, cited(time))),
    ...(record.targets.length === 0
      ? []
      : [row(texts.targets, '', texts.writtenAs, plain(listed(record.targets, MAX_OF_A_KIND, flow)))]),
    ...record.wallets.map((wallet) =>
      row(
        texts.wallet,
        wallet.amount === '' ? wallet.asset : texts.walletFor(wallet.asset, units.written(wallet.amount)),
        `${wallet.format}; ${checksum[wallet.checksum]}`,
        plain(wallet.address),
      ),
    ),
    ...record.threats
      .slice(0, MAX_OF_A_KIND)
      .map((threat) => row(texts.threat, '', texts.writtenAs, cited(threat))),
    ...record.claims
      .slice(0, MAX_OF_A_KIND)
      .map((claim) => row(texts.claim, '', claimTitle[claim.kind], cited(claim.quote))),
  ];
}

/** What a message says as a table; nothing when it says nothing that is looked for. */
export function statements(flow: Flow, record: DemandRecord): void {
  const texts = flow.texts.demands.statements;
  const rows = statementRows(flow, record);
  const shown = rows.slice(0, MAX_STATEMENTS);
  table(flow, {
    caption: texts.caption(record.id),
    columns: [
      { title: texts.what, width: 76 },
      { title: texts.readAs, width: 176 },
      { title: texts.asWritten, width: 238 },
    ],
    size: 6.8,
    rows: shown,
    note: [texts.note, andMore(rows.length, shown.length, WHOLE_LIST, flow)].join(' ').trim(),
  });
}
