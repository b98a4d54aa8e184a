// The operator's address lists as facts: what each did, with its file and its date, and how old it was.

import type { AddressList } from '../assess/address-lists.ts';
import type { AddressListFacts, EvidenceFacts } from '../model/facts.ts';
import { formatSecond } from '../model/time.ts';
import { counted } from '../report/units.ts';

const DAY_SEC = 86400;

/** Label, date and file of a list: 'tor-exit of 2026-05-17 (E4 tor.txt)'. */
export function listName(list: AddressList, evidence: readonly EvidenceFacts[]): string {
  const id = `E${list.evidence}`;
  const file = evidence.find((each) => each.id === id)?.fileName ?? '';
  return `${list.label} ${dated(list)} (${`${id} ${file}`.trim()})`;
}

/** All lists. `attackSec` is the first second of the attack, or of the evidence; undefined without either. */
export function addressListFacts(
  lists: readonly AddressList[],
  evidence: readonly EvidenceFacts[],
  attackSec: number | undefined,
  oldDays: number,
): AddressListFacts[] {
  return lists.map((list) => {
    const ageDays =
      list.dateSec === undefined || attackSec === undefined
        ? undefined
        : Math.floor((attackSec - list.dateSec) / DAY_SEC);
    const evidenceId = `E${list.evidence}`;
    return {
      label: list.label,
      purpose: list.purpose,
      evidenceId,
      fileName: evidence.find((each) => each.id === evidenceId)?.fileName ?? '',
      date: date(list),
      ageDays,
      old: ageDays !== undefined && ageDays > oldDays,
      prefixes: list.prefixes,
      addresses: list.addresses,
      packets: list.packets,
      requests: list.requests,
      text: sentence(list, evidence),
    };
  });
}

/** Sentences for the limits: lists that are old or bear no date, and labels that mean nothing here. */
export function listLimits(lists: readonly AddressListFacts[]): string[] {
  return lists.flatMap((list) => {
    const name = `The address list "${list.label}" (${list.evidenceId} ${list.fileName})`;
    if (list.purpose === 'none') return [`${name} bears a label that is not known here: it changes nothing.`];
    if (list.date === '')
      return [`${name} bears no date: whether its addresses were in that use at the time is not known.`];
    return list.old
      ? [
          `${name} is old: dated ${list.date}, ${counted(list.ageDays ?? 0, 'day')} before. Its addresses may have been in other hands.`,
        ]
      : [];
  });
}

function sentence(list: AddressList, evidence: readonly EvidenceFacts[]): string {
  const name = `Address list ${listName(list, evidence)}, ${counted(list.prefixes, 'prefix', 'prefixes')}`;
  if (list.purpose === 'none') return `${name}: the label is not known here, so that it changes nothing.`;
  const seen = counted(list.addresses, 'address', 'addresses');
  const work = [
    list.requests > 0 ? counted(list.requests, 'request') : '',
    list.packets > 0 ? counted(list.packets, 'packet') : '',
  ].filter((part) => part !== '');
  const did = work.length === 0 ? '' : ` with ${work.join(' and ')}`;
  return list.purpose === 'spares'
    ? `${name}: ${seen} of the evidence${did} in it, never counted as sources of an attack.`
    : `${name}: ${seen} of the evidence${did} in it, marked as a hint; it changes no verdict.`;
}

function date(list: AddressList): string {
  return list.dateSec === undefined ? '' : formatSecond(list.dateSec).slice(0, 10);
}

function dated(list: AddressList): string {
  return list.dateSec === undefined ? 'without a date' : `of ${date(list)}`;
}
