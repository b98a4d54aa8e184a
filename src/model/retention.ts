// How long kinds of record-keepers are taken to keep their records at least. Assumptions for the order of asking: no keeper was asked.

import type { LeadKind } from './lead.ts';
import { formatSecond, parseTime } from './time.ts';

/** Date on which the table was last thought over. */
export const RETENTION_AS_OF = '2026-11-26';

/** Days, and what is commonly heard. Where practice ranges from days to weeks, the short end holds. */
export const RETENTION: Record<LeadKind, { days: number; text: string }> = {
  upstream: { days: 7, text: 'flow records: days to weeks' },
  network: { days: 7, text: 'who had an address and port: days to weeks, where kept at all' },
  mail_relay: { days: 14, text: 'logs of mail servers: one to a few weeks' },
  mail_service: { days: 30, text: 'log-ins of a mailbox: weeks to months' },
  account: { days: 30, text: 'log-ins of an account: weeks to months; gone when it is deleted' },
  wallet: {
    days: 1825,
    text: 'records of an exchange on its customers: five years by rules against money laundering',
  },
};

/** Calendar date from which records of a time may be gone; '' when the time is not known. */
export function goneFrom(kind: LeadKind, utc: string): string {
  const sec = parseTime(utc);
  return sec === undefined
    ? ''
    : formatSecond((Math.floor(sec / 86_400) + RETENTION[kind].days) * 86_400).slice(0, 10);
}
