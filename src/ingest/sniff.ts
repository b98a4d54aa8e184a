// Which format a file is, from its first bytes; when none fits, why each one refused.

import type { EvidenceFormat } from './format.ts';
import { FORMATS } from './formats/index.ts';

/** Bytes looked at, uncompressed. */
export const SNIFF_BYTES: number = 65536;

/** A refusal of one format. */
export interface Refusal {
  format: string;
  reason: string;
}

/** The first format in the registry that fits, or all refusals. */
export function sniff(
  head: Uint8Array,
): { format: EvidenceFormat } | { format: undefined; refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  for (const format of FORMATS) {
    const reason = format.sniff(head);
    if (reason === undefined) return { format };
    refusals.push({ format: format.title, reason });
  }
  return { format: undefined, refusals };
}
