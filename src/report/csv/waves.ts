// data/waves.csv: the periods of attack. Columns: docs/output.md.

import type { WaveFacts } from '../../model/facts.ts';
import { type Column, type CsvWriter, column, csvTable, unlessZero } from './csv.ts';

function columns(): Column<WaveFacts>[] {
  return [
    column('wave_id', (w) => w.id),
    column('start_utc', (w) => w.startUtc),
    column('end_utc', (w) => w.endUtc),
    column('duration_seconds', (w) => w.durationSec),
    column('targets', (w) => w.targets),
    column('peak_bps', (w) => unlessZero(w.peaks.bps1s)),
    column('peak_pps', (w) => unlessZero(w.peaks.pps1s)),
    column('peak_rps', (w) => unlessZero(w.peaks.rps1s)),
    column('packets', (w) => w.packets),
    column('bytes', (w) => w.bytesReceived),
    column('sources', (w) => w.sources),
    column('vectors', (w) => w.vectors),
    column('detection_rule', (w) => w.detectionRule),
    column('bytes_sent', (w) => w.bytesSent),
  ];
}

/** The table of waves. */
export const wavesCsv: CsvWriter = csvTable<WaveFacts>({
  id: 'waves',
  title: 'periods of attack',
  path: 'data/waves.csv',
  columns,
  rows: ({ facts }) => [facts.waves],
  excel: true,
});
