// extortion/wallets.csv: payment addresses named in the demands, each with its checksum judged. Columns: docs/output.md.

import type { DemandWallet } from '../../model/demand.ts';
import type { ReportWriter } from '../writer.ts';
import { column } from './csv.ts';
import { onlyWithDemands } from './demands.ts';

interface WalletRow {
  demandId: string;
  wallet: DemandWallet;
}

const CHECKSUM: Record<DemandWallet['checksum'], string> = {
  valid: 'yes',
  invalid: 'no',
  none: 'carries none',
};

/** The table of payment addresses. */
export const walletsCsv: ReportWriter = onlyWithDemands<WalletRow>({
  id: 'wallets',
  title: 'payment addresses named in the demands',
  path: 'extortion/wallets.csv',
  columns: () => [
    column('demand_id', (r) => r.demandId),
    column('asset', (r) => r.wallet.asset),
    column('address', (r) => r.wallet.address),
    column('checksum_valid', (r) => CHECKSUM[r.wallet.checksum]),
    column('amount', (r) => r.wallet.amount),
    column('as_written', (r) => r.wallet.quote.text),
  ],
  rows: ({ facts }) => [
    facts.demandRecords.flatMap((record) =>
      record.wallets.map((wallet) => ({ demandId: record.id, wallet })),
    ),
  ],
  excel: false,
});
