// The words for several waves together, the same in every document.

import type { CampaignFacts } from '../../model/facts.ts';
import { type DocumentLanguage, ENGLISH } from './language.ts';

/** One line for the terminal, in English. */
export function campaignLine(campaign: CampaignFacts): string {
  const { units } = ENGLISH;
  const { waves, daysAttacked, daysCovered } = campaign;
  const days = `${units.count(daysAttacked)} of ${units.counted(daysCovered, 'day')} with records`;
  return `${units.counted(waves, 'wave')} on ${days}, ${time(campaign, ENGLISH)} under attack. ${quietTimes(campaign, ENGLISH)}`;
}

/** Packets, requests and bytes of one wave or several, what there is of them. */
export function volumes(
  of: Pick<CampaignFacts, 'packets' | 'bytesReceived' | 'bytesSent' | 'requests'>,
  { texts: all, units }: DocumentLanguage,
): string[] {
  const texts = all.campaign;
  return [
    of.packets > 0 ? units.counted(of.packets, ...texts.packet) : '',
    of.bytesReceived > 0 ? all.traffic.received(units.bytes(of.bytesReceived)) : '',
    of.requests > 0 ? units.counted(of.requests, ...texts.request) : '',
    of.bytesSent > 0 ? all.traffic.sent(units.bytes(of.bytesSent)) : '',
  ].filter((part) => part !== '');
}

/** The same in full, as labelled rows. */
export function campaignRows(
  campaign: CampaignFacts,
  language: DocumentLanguage = ENGLISH,
): [string, string][] {
  const { sourcesAgain, usualStart, daysAttacked, daysCovered } = campaign;
  const { units } = language;
  const texts = language.texts.campaign;
  const sums = volumes(campaign, language);
  const rows: [string, string][] = [
    [
      texts.waves,
      texts.wavesText(
        units.count(campaign.waves),
        campaign.firstWave,
        campaign.lastWave,
        units.utcSpan(campaign.startUtc, campaign.endUtc),
      ),
    ],
    [texts.days, texts.daysText(units.count(daysAttacked), units.counted(daysCovered, ...texts.day))],
    [texts.underAttack, texts.inSum(time(campaign, language))],
    [texts.quietTimes, quietTimes(campaign, language)],
  ];
  if (sums.length > 0) rows.push([texts.inTotal, sums.join(', ')]);
  const again = [
    sourcesAgain.proven > 0 ? units.counted(sourcesAgain.proven, ...texts.provenSource) : '',
    sourcesAgain.reflector > 0
      ? texts.reflectors(units.counted(sourcesAgain.reflector, ...texts.reflector))
      : '',
  ].filter((part) => part !== '');
  rows.push([texts.again, texts.notCompared(again.join(', ') || texts.noneAgain)]);
  if (usualStart !== undefined)
    rows.push([
      texts.usualStart,
      texts.usualStartText(
        usualStart.timeUtc,
        units.counted(usualStart.days, ...texts.day),
        units.written(String(usualStart.p)),
      ),
    ]);
  return rows;
}

function time({ attackSec, atLeast }: CampaignFacts, { texts, units }: DocumentLanguage): string {
  const length = units.duration(attackSec);
  return atLeast ? texts.campaign.atLeast(length) : length;
}

function quietTimes(
  { quietTimes: number, quietNotCovered, longestQuietSec, shortestQuietSec }: CampaignFacts,
  { texts: { campaign: texts }, units }: DocumentLanguage,
): string {
  const missing =
    quietNotCovered === 0 ? '' : texts.notCovered(units.counted(quietNotCovered, ...texts.time));
  if (longestQuietSec === undefined || shortestQuietSec === undefined) return sentence(missing);
  const lengths =
    number === 1
      ? texts.oneQuietTime(units.duration(longestQuietSec))
      : texts.lengths(
          units.counted(number, ...texts.quietTime),
          units.duration(shortestQuietSec),
          units.duration(longestQuietSec),
        );
  return sentence([lengths, missing].filter((part) => part !== '').join('; '));
}

function sentence(text: string): string {
  return text === '' ? '' : `${text}.`;
}
