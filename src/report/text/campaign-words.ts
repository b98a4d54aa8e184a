// The words for several waves together, the same in every document.

import type { CampaignFacts } from '../../model/facts.ts';
import * as units from '../units.ts';

export const CAMPAIGN_TITLE = 'The waves together';
export const CAMPAIGN_EXPLAINED =
  'Totals are sums over the waves. That waves follow one another does not by itself show that one hand sent them.';

/** One line for the terminal. */
export function campaignLine(campaign: CampaignFacts): string {
  return `${waves(campaign)} on ${days(campaign)}, ${time(campaign)} under attack. ${quietTimes(campaign)}`;
}

/** The same in full, as labelled rows. */
export function campaignRows(campaign: CampaignFacts): [string, string][] {
  const { packets, bytes, requests, sourcesAgain, usualStart, daysAttacked, daysCovered } = campaign;
  const sums = [
    packets > 0 ? units.counted(packets, 'packet') : '',
    requests > 0 ? units.counted(requests, 'request') : '',
    bytes > 0 ? `${units.bytes(bytes)} (of packets received, and of the answers that logs count)` : '',
  ].filter((part) => part !== '');
  const rows: [string, string][] = [
    [
      'Waves',
      `${units.count(campaign.waves)}, ${campaign.firstWave} to ${campaign.lastWave}, ${units.utcSpan(campaign.startUtc, campaign.endUtc)}`,
    ],
    [
      'Days (UTC)',
      `an attack on ${units.count(daysAttacked)} of ${units.counted(daysCovered, 'day')} with any record in the evidence`,
    ],
    ['Under attack', `${time(campaign)} in sum`],
    ['Quiet times', quietTimes(campaign)],
  ];
  if (sums.length > 0) rows.push(['In total', sums.join(', ')]);
  const again = [
    sourcesAgain.proven > 0 ? `${units.counted(sourcesAgain.proven, 'proven source')}` : '',
    sourcesAgain.reflector > 0
      ? `${units.counted(sourcesAgain.reflector, 'reflector')} (misused, likely victims themselves)`
      : '',
  ].filter((part) => part !== '');
  rows.push([
    'In more than one wave',
    `${again.join(', ') || 'no proven source and no reflector'}; addresses that may be forged are not compared`,
  ]);
  if (usualStart !== undefined)
    rows.push([
      'Usual start',
      `about ${usualStart.timeUtc} UTC: the first starts of ${units.counted(usualStart.days, 'day')} cluster there (Rayleigh test, p = ${String(usualStart.p)})`,
    ]);
  return rows;
}

function waves({ waves: number }: CampaignFacts): string {
  return units.counted(number, 'wave');
}

function days({ daysAttacked, daysCovered }: CampaignFacts): string {
  return `${units.count(daysAttacked)} of ${units.counted(daysCovered, 'day')} with records`;
}

function time({ attackSec, atLeast }: CampaignFacts): string {
  return `${atLeast ? 'at least ' : ''}${units.duration(attackSec)}`;
}

function quietTimes({
  quietTimes: number,
  quietNotCovered,
  longestQuietSec,
  shortestQuietSec,
}: CampaignFacts): string {
  const missing =
    quietNotCovered === 0
      ? ''
      : `${units.counted(quietNotCovered, 'time')} between waves not covered by evidence`;
  if (longestQuietSec === undefined || shortestQuietSec === undefined) return `${sentence(missing)}`;
  const lengths =
    number === 1
      ? `One quiet time of ${units.duration(longestQuietSec)}`
      : `${units.counted(number, 'quiet time')} of ${units.duration(shortestQuietSec)} to ${units.duration(longestQuietSec)}`;
  return sentence([lengths, missing].filter((part) => part !== '').join('; '));
}

function sentence(text: string): string {
  return text === '' ? '' : `${text}.`;
}
