// What measured traffic of the attack cost at a stated tariff. All arithmetic is in integers.

import { minorDigits } from '../model/billing.ts';
import type { Tariff } from '../model/incident.ts';
import type { LossRow, TrafficVolume } from '../model/loss.ts';
import { bytes as bytesText, count } from '../report/units.ts';

const BILLION = 1_000_000_000n;
const UNIT_BYTES: Record<Tariff['unit'], bigint> = { GB: BILLION, GiB: 1n << 30n };
const UNIT_TEXT: Record<Tariff['unit'], string> = { GB: 'GB of 10^9 bytes', GiB: 'GiB of 2^30 bytes' };
const NOT_MEASURED: Record<Tariff['of'], string> = {
  received: 'no amount: no capture in the evidence holds packets of the attack',
  sent: 'no amount: no log in the evidence tells the sizes of answers to the attack, and no capture holds such answers',
};
/** Waves and files that are told by name; a row of the table holds all files. */
const MOST_NAMED = 8;

/** The part of a loss that the tariff decides. */
export type TrafficCost = Pick<LossRow, 'amountMinor' | 'method' | 'evidenceIds' | 'reason'>;

/** `note` is what the operator says of the tariff; '' when nothing. */
export function trafficCost(
  tariff: Tariff,
  volume: TrafficVolume | undefined,
  currency: string,
  note: string,
): TrafficCost {
  if (volume === undefined)
    return { amountMinor: undefined, method: note, evidenceIds: [], reason: NOT_MEASURED[tariff.of] };
  const { bytes, waveIds, evidenceIds, notAdded } = volume;
  const method = [
    `at least ${bytesText(bytes)} (${count(bytes)} bytes) ${tariff.of} in ${named(waveIds)}, counted in ${named(evidenceIds)}, at ${priceText(tariff.priceBillionths)} ${currency} per ${UNIT_TEXT[tariff.unit]}`,
    notAdded.length > 0
      ? `not added, or not all of it, since it may be the same traffic: ${named(notAdded)}`
      : '',
    note === '' ? '' : `tariff: ${note}`,
  ];
  return {
    amountMinor: priced(bytes, tariff, minorDigits(currency)),
    method: method.filter((part) => part !== '').join('; '),
    evidenceIds: [...evidenceIds],
    reason: 'reckoned from bytes in the evidence at the stated tariff: a floor',
  };
}

/** Minor units, rounded half up. */
export function priced(bytes: number, { priceBillionths, unit }: Tariff, digits: number): number {
  const divisor = UNIT_BYTES[unit] * BILLION;
  const exact = BigInt(bytes) * BigInt(priceBillionths) * 10n ** BigInt(digits);
  return Number((2n * exact + divisor) / (2n * divisor));
}

/** Billionths as a plain decimal, with two decimals at least. */
function priceText(billionths: number): string {
  const text = String(billionths).padStart(10, '0');
  return `${text.slice(0, -9)}.${text.slice(-9).replace(/0{1,7}$/, '')}`;
}

function named(ids: readonly string[]): string {
  return ids.length > MOST_NAMED ? `${ids.slice(0, MOST_NAMED).join(', ')} \u2026` : ids.join(', ');
}
