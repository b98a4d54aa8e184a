// What the operator stated about the case, as facts.

import path from 'node:path';
import type { Evidence } from '../collect.ts';
import type { AbuseContact } from '../model/abuse-contact.ts';
import type { CaseFacts } from '../model/facts.ts';
import type { Incident } from '../model/incident.ts';
import { formatSecond } from '../model/time.ts';
import { inputsSha256 } from './evidence.ts';

/** Where it is stated. */
export interface StatedInput {
  incident: Incident;
  incidentPath: string | undefined;
  evidence: readonly Evidence[];
  /** None when left out. */
  abuseContacts?: readonly AbuseContact[];
}

/** Of the hash over all inputs, for a case without a number: texts refer to it, and it is the same in each run. */
const ID_DIGITS = 8;

/** The statements; times without one are ''. */
export function caseFactsOf(input: StatedInput): CaseFacts {
  const { incident, evidence, incidentPath } = input;
  const time = (stated: { sec: number } | undefined): string =>
    stated === undefined ? '' : formatSecond(stated.sec);
  const directory = path.dirname(incidentPath ?? '.');
  const evidenceIdOf = (file: string): string => {
    const known = evidence.find(
      (each) => file !== '' && path.resolve(each.file.path) === path.resolve(directory, file),
    );
    return known === undefined ? '' : `E${known.number}`;
  };
  return {
    id: incident.case.id || `AF-${inputsSha256(evidence).slice(0, ID_DIGITS).toUpperCase()}`,
    title: incident.case.title,
    exercise: incident.case.exercise,
    handling: incident.case.tlp === '' ? '' : `TLP:${incident.case.tlp.toUpperCase()}`,
    policeReference: incident.case.policeReference,
    preparedFor: incident.case.preparedFor,
    version: incident.case.version,
    originalsKept: incident.case.originalsKept,
    discoveredUtc: time(incident.case.discoveredAt),
    victim: {
      name: incident.victim.name,
      address: incident.victim.address,
      sector: incident.victim.sector,
      size: incident.victim.size,
      protection: incident.victim.protection,
      country: incident.victim.country,
      contact: incident.victim.contact,
    },
    insurer: {
      name: incident.insurer.name,
      policy: incident.insurer.policy,
      notifiedUtc: time(incident.insurer.notifiedAt),
      waitingPeriodMinutes: incident.insurer.waitingPeriodMinutes,
    },
    preparer: incident.preparer,
    contacts: [...incident.contacts],
    provider: {
      name: incident.provider.name,
      email: incident.provider.email,
      phone: incident.provider.phone,
      ticket: incident.provider.ticket,
      server: incident.provider.server,
    },
    client: {
      name: incident.client.name,
      address: incident.client.address,
      contract: incident.client.contract,
      invoice: incident.client.invoice,
    },
    services: incident.services.map((service) => ({ ...service, port: service.port ?? 0 })),
    paper: incident.report.paper,
    writtenIn: { language: incident.report.language, dateStyle: incident.report.dateStyle },
    profile: incident.report.profile,
    ledes: incident.report.ledes,
    outages: incident.outages.map((outage, index) => ({
      id: `O${index + 1}`,
      service: outage.service,
      startUtc: time(outage.from),
      endUtc: time(outage.to),
      howMeasured: outage.howMeasured,
    })),
    demands: incident.demands.map(({ receivedAt, ...demand }, index) => ({
      ...demand,
      id: `D${index + 1}`,
      evidenceId: evidenceIdOf(demand.file),
      receivedUtc: time(receivedAt),
    })),
    actions: incident.actions.map((action, index) => ({
      id: `A${index + 1}`,
      atUtc: time(action.at),
      untilUtc: time(action.until),
      by: action.by,
      what: action.what,
      kind: action.kind,
    })),
    losses: incident.losses.map((loss) => ({ ...loss })),
    allowList: incident.allowList.map((entry) => ({ ...entry })),
    trustedProxies: [...incident.trustedProxies],
    abuseContacts: input.abuseContacts ?? [],
  };
}
