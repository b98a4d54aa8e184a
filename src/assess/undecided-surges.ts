// Surges of packets or requests that bear the marks of a flood and may be ordinary use: called undecided, and nobody is named.

import type { AlternativeFacts } from '../model/facts.ts';
import { formatSecond } from '../model/time.ts';
import type { Finding } from './finding.ts';

/** What is told of a finding that may be ordinary use; nothing of others. */
export function doubtfulSurge({
  lane,
  target,
  startUs,
  endUs,
  reason,
  doubt,
  criteria,
}: Finding): AlternativeFacts[] {
  if (doubt === undefined) return [];
  return [
    {
      title: `Was the surge of ${lane === 'requests' ? 'requests' : 'packets'} on ${target.text} an attack?`,
      startUtc: formatSecond(Math.floor(startUs / 1e6)),
      endUtc: formatSecond(Math.floor(endUs / 1e6)),
      conclusion: 'undecided',
      text: `${reason} ${doubt} It is not called an attack, and nobody is named.`,
      criteria,
    },
  ];
}
