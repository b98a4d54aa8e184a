// The fixed English sentences of the reports. What a report may say about an address, a person or a size is decided here and in model/verdict.ts.

import type { ActivityClass } from '../../model/billing.ts';
import type { DemandClaim, DemandKind, DemandRecord, Preservation } from '../../model/demand.ts';
import type { Mark } from '../../model/facts.ts';
import type { Verdict } from '../../model/verdict.ts';

export const EXERCISE_STAMP = 'EXERCISE';
export const EXERCISE_LINE = 'EXERCISE: nothing described here has happened';
export const NOT_STATED = 'not stated';
export const NOT_RECORDED = 'not recorded';
export const NO_ATTACK = 'No attack was found in this evidence.';

/** How a statement is known. */
export const MARK_TITLE: Record<Mark, string> = {
  observed: 'Observed',
  computed: 'Computed',
  assessed: 'Assessed',
  stated: 'Stated',
};

export const MARKS_EXPLAINED =
  'Marks: Observed is directly in the evidence. Computed is calculated from it. Assessed is a judgement, with its basis. Stated is what the people named in this report said. E1, E2 and so on are files of evidence, W1 waves, V1 vectors, T1 rows of the timeline.';

export const CUT_EXPLAINED =
  'A text that ends in "\u2026 (cut, 400 characters)" is cut for length, as are tables that say so; all of it stands in data/incident.json, which the contact above can send.';

export const CONFIDENCE_EXPLAINED =
  'Confidence words: high means that the basis was seen whole in the evidence; moderate that part of it was seen; low that little supports it. Confidence is about the use of the address, never about a person.';

export const NOT_LEGAL_ADVICE = 'Nothing in this document is legal advice.';

export const TIMES_ARE_UTC =
  'All times are UTC (Z), in order of the clocks of the systems that wrote them; clock offsets are shown, not applied.';

/** What source addresses are and are not: stands before any list of them. */
export const SOURCES_NOTICE_TITLE = 'What these addresses are, and what they are not';
export const SOURCES_NOTICE: readonly string[] = [
  'A source address is what a packet or a log line bears. It names neither a person nor a device.',
  'A device behind an address may be compromised, an open service, or shared by many people (NAT, carrier-grade NAT, VPN, Tor, proxy); the address may have been given to someone else since.',
  'The sender of a packet can write any source address into it. Only a completed connection shows that a host really used the address. All others may be forged and are counted here, not named.',
  'Countries and networks are those of registration at the date of the database. They say nothing about where the person directing the traffic is.',
];

/** Longer than the table's word: whether an address with this verdict is named, for readers. */
export const VERDICT_USE: Record<Verdict, string> = {
  proven: 'the largest are named below',
  likely: 'counted; not reported to third parties',
  reflector: 'named apart: it answered forged packets',
  unproven: 'counted, never named',
  refuted: 'counted, never named',
  claimed: 'counted, never named',
};

export const REQUEST_TO_READER: readonly string[] = [
  'Please open or extend the case, and tell the contact on page 1 the reference under which it is kept.',
  'Please ask the record-keepers in the section on leads to keep their records for the stated times, with source ports. Connection records are often kept for days or weeks only.',
  'Please advise on contact with the sender of the demand before anyone answers. The files read for this report were not changed by it; they are listed with their hashes under evidence and integrity.',
];
/** The short form of the request on page 1. */
export const REQUEST_SHORT =
  'Open a case, ask the record-keepers among the leads to keep their records, take the originals.';
/** The same when no network can be asked. */
export const REQUEST_SHORT_NO_KEEPERS = 'Open a case and take the originals.';
/** The same when packets were not judged. */
export const REQUEST_SHORT_UNJUDGED =
  'Nothing yet: the packets are judged when the addresses of the attacked side are stated.';
export const REQUEST_SHORT_NO_ATTACK = 'Nothing. The evidence and what was looked for are listed below.';

export const DEMAND_LIMITS: readonly string[] = [
  'Names used by a sender are claims; impersonation is common. What is quoted from a file is quoted as written; the file was not changed, and its hash stands with it.',
  'Relation to the traffic is given in time only. A wave that begins after a message is consistent with common control and does not prove it.',
];
export const NO_DEMAND = 'No demand was stated. This report describes the traffic only.';

/** How surely a message lies before us as it was received. */
export const PRESERVATION: Record<Preservation, string> = {
  original: 'the message file itself',
  forwarded: 'forwarded: not the message as it was received',
  screenshot: 'a picture, recording or document of it: hashed, not read',
  text_only: 'its text alone, without a header',
  recollection: 'no file: as somebody remembers it',
  missing: 'the stated file cannot be read',
};

/** Whether a message demands something. */
export const DEMAND_KIND: Record<DemandKind, string> = {
  explicit: 'an open demand under a threat',
  implied: 'a veiled demand',
  none: 'no demand',
  not_read: 'not judged',
};

/** Who says when a message was received. */
export const RECEIVED_FROM: Record<DemandRecord['receivedFrom'], string> = {
  own_server: 'written by one of the stated mail servers',
  topmost_received: 'topmost Received line; that its writer can be trusted is not stated',
  operator: 'as stated',
  unknown: 'nobody says when',
};

/** What a sender says about himself. */
export const CLAIM_TITLE: Record<DemandClaim['kind'], string> = {
  identity: 'who the sender is',
  group: 'a group behind it',
  capacity: 'what the sender can do',
  demonstration: 'a demonstration',
  earlier_attack: 'an earlier attack',
};

export const SET_BY_SENDER = 'set by the sender';
export const SENDERS_CLAIM = "claimed by the sender's side";
export const CHECKSUM: Record<'valid' | 'invalid' | 'none', string> = {
  valid: 'checksum holds: the address can exist',
  invalid: 'checksum fails: no such address exists as written',
  none: 'this spelling carries no checksum',
};
export const HOPS_NOTE =
  'Lines of the stated mail servers are trusted down to the first stranger; everything below may have been written by the sender.';
export const CLAIMS_NOTE =
  'All of it is what the sender says; nothing of it is confirmed by being written. Words are quoted as they stand.';

/** Scans, probes and password guessing are told apart from the attack. */
export const ACTIVITY_NOT_ATTACK =
  'Kept apart from the attack: what follows looks for openings and denies no service. That it lies near the attack in time ties it to nobody.';
export const ACTIVITY_UNPROVEN = 'The records do not prove their sources: counted, never named.';

/** Several waves taken together. */
export const CAMPAIGN_TITLE = 'The waves together';
export const CAMPAIGN_EXPLAINED =
  'Totals are sums over the waves. That waves follow one another does not by itself show that one hand sent them.';

export const WEIGHTS_EXPLAINED =
  'Weights are natural log-odds, set by hand: above zero speaks for forged sources, below for real machines; a sum of 4 is high confidence, of 2 moderate.';

export const PORTS_MISSING =
  'Where no source port is given, none was logged: a provider that shares addresses among customers cannot find the subscriber from that row. Web servers log it with $remote_port (nginx) or %{remote}p (Apache).';

export const FLOOR =
  'Rates are what the evidence holds, as seen at the place of measurement: a floor. A full link, a provider that dropped traffic upstream or a capture that lost packets makes the real rate higher.';

export const CONSISTENT_WITH =
  'Techniques are named as consistent with MITRE ATT&CK, from the traffic alone.';

export const HASH_LIMIT =
  'A hash shows that a file has not changed since it was hashed. It says nothing about the time before.';
export const IMPACT_STATED =
  'Outages O1, O2 and so on and losses are stated by the people named in this report; they were not measured by this tool. Work is priced as in the bill.';
export const IMPACT_MEASURED = 'Outages M1, M2 and so on were measured in the web logs, by the minute.';
export const TRAFFIC_PRICED =
  'Where a tariff is stated, the amount was reckoned from the bytes of the attack that captures and logs hold: a floor, in which the same traffic counts once. The bill of the provider may be higher.';
/** What the arithmetic against a waiting period does not decide. */
export const WAITING_LIMIT =
  'Minutes are whole ones, what is left over is dropped. Whether a waiting period holds for each outage or for all together, and which of them are covered, is for the wording of the policy.';

/** Before the leads. */
export const LEADS_EXPLAINED =
  'From proven sources and from what the demand itself holds; nothing unproven leads anywhere. The dates are the short end of what such keepers are commonly taken to keep, an assumption: none of them was asked. A date that is past is no reason not to ask.';
/** Jurisdiction data: names, no advice. */
export const JURISDICTION_LIMIT =
  'Names and sections for looking up, no opinion on whether any of them is met. The instruments are those of authorities; a victim cannot use them.';
export const JURISDICTION_NOT_STATED =
  'The country of the victim is not stated, so that no offices and no sections of law are named here.';

/** Three commands with which a reader checks the report. */
export const VERIFY: readonly { command: string; what: string }[] = [
  {
    command: 'sha256sum -c SHA256SUMS',
    what: 'in the report folder: every file of the report is as it was written',
  },
  {
    command: 'afterflood verify REPORT-FOLDER --evidence EVIDENCE-FOLDER',
    what: 'checks hashes, manifest, run log and evidence at once, and counts packets again with a second reader',
  },
  {
    command: 'sha256sum EVIDENCE-FILE',
    what: 'on the original evidence: equals the SHA-256 in the table above',
  },
  {
    command: 'afterflood report EVIDENCE-FOLDER --now TIME-OF-THIS-REPORT',
    what: 'with the same version and databases: gives the same bytes',
  },
];

export const PROVIDER_ASK: readonly string[] = [
  'Upstream: please keep flow records and mitigation logs for the times below, tell us what was dropped and where, and have the matches below ready should the traffic come back.',
  'Networks of the sources: please look at the hosts behind the proven addresses below at the given times and ports, and tell their users. They may not know of it.',
];
export const PROVIDER_AUTHORITY =
  'The request concerns only the attacked addresses above. The person named above may confirm it; please call or write back before a filter that also drops wanted traffic is set.';
export const PROVIDER_LIMITS: readonly string[] = [
  'A filter on source addresses of unproven packets would hit people who sent nothing: the addresses may be forged. Filter on the match of a vector instead.',
  'Dropping all traffic to an attacked address (blackhole) ends the service at that address as well.',
  'The share of ordinary traffic that a match would hit is measured on the traffic before the attack, where there was some.',
];
export const APPLICATION_MATCH =
  'complete connections or requests; to be filtered at the server or a proxy, not in the network';

export const NO_WORK_LOG: readonly string[] = [
  'No work log was given, so there is nothing to bill.',
  'To get a timesheet, write the hours into a CSV file with the columns start, end, person, description and, if wanted, activity_class and rate. Give every time with its offset from UTC, or state the zone.',
  'Name that file under the work log of incident.yaml, with the rates and the rules of rounding, and run the report again. Every key is described in docs/incident-file.md.',
];
export const BILLING_NOT_INVOICE =
  'This is the record of work that goes with an invoice. It is not an invoice.';
export const LINK_STRENGTHS =
  'Direct: the same person is named by an action in the timeline within the time of the entry, or at most five minutes before or after it. Coincident: an attack or an outage ran within the same time. None: stated by the timekeeper only.';
export const LINK_SAME_DAY = 'Same day: only a date was recorded, and an event lies on it.';
export const MAY_NOT_BE_LOSS_NOTE =
  'Classes marked * (help for the investigation, report writing, hardening) may be billed, but a court may not count them as loss.';

/** Activity classes for people. */
export const CLASS_TITLE: Record<ActivityClass, string> = {
  detect_triage: 'Detection and triage',
  mitigate: 'Mitigation',
  restore: 'Restoration',
  damage_assessment: 'Damage assessment',
  evidence_preservation: 'Preservation of evidence',
  communication_client: 'Communication with the client',
  communication_provider: 'Communication with the provider',
  le_support: 'Support of the investigation',
  report_writing: 'Report writing',
  hardening: 'Hardening',
  admin: 'Administration',
  not_stated: 'Class not stated',
};

/** How damage of the evidence is introduced. */
export const LEDGER_EXPLAINED =
  'Every byte read is decoded or counted as skipped; of compressed files these are the bytes inside. Documents are kept and hashed, and not read as evidence of traffic.';

/** What was looked for when nothing was found. */
export const NO_ATTACK_SCOPE =
  'Looked for were floods of SYN and other TCP segments, UDP, ICMP, fragments and tunnel packets; reflections; DNS floods of random names; piles of half-open and of open connections; floods of TLS handshakes and of HTTP requests, slow ones and HTTP/2 resets too. The thresholds are those under "Method and limits" of the incident report. Traffic that the evidence does not hold cannot be found in it.';

const WORDS: Record<string, string> = {
  email: 'e-mail',
  web_form: 'web form',
  social_media: 'social media',
  in_person: 'in person',
  sms: 'SMS',
  lost_revenue: 'lost revenue',
  sla_credits: 'SLA credits',
};

/** A key of incident.yaml as people write it: 'provider_contact' is 'provider contact'. */
export function words(key: string): string {
  return WORDS[key] ?? key.replaceAll('_', ' ');
}
