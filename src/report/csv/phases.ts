// data/phases.csv: the phases, pulses and gaps of each wave. Columns: docs/output.md.

import type { PhaseFacts } from '../../model/facts.ts';
import type { ReportWriter } from '../writer.ts';
import { type Column, column, csvTable } from './csv.ts';

interface PhaseRow extends PhaseFacts {
  waveId: string;
}

// Of a time that no evidence covers nothing is known.
function seen(phase: PhaseFacts, value: number): number | undefined {
  return phase.kind === 'unseen' ? undefined : value;
}

function columns(): Column<PhaseRow>[] {
  return [
    column('wave_id', (p) => p.waveId),
    column('phase_id', (p) => p.id),
    column('kind', (p) => p.kind),
    column('start_utc', (p) => p.startUtc),
    column('end_utc', (p) => p.endUtc),
    column('duration_seconds', (p) => p.durationSec),
    column('vectors', (p) => p.vectors),
    column('packets', (p) => seen(p, p.packets)),
    column('requests', (p) => seen(p, p.requests)),
    column('peak_pps', (p) => seen(p, p.peakPps)),
    column('mean_pps', (p) => seen(p, p.meanPps)),
    column('peak_rps', (p) => seen(p, p.peakRps)),
    column('mean_rps', (p) => seen(p, p.meanRps)),
  ];
}

/** The table of phases. */
export const phasesCsv: ReportWriter = csvTable<PhaseRow>({
  id: 'phases',
  title: 'phases, pulses and gaps of each wave',
  path: 'data/phases.csv',
  columns,
  rows: ({ facts }) => facts.waves.map((wave) => wave.phases.map((phase) => ({ ...phase, waveId: wave.id }))),
  excel: false,
});
