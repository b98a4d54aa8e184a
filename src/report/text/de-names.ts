// Names in German: of the values that incident.yaml takes, and of kinds of attack.

import { OTHER_NAMES, UNSTATED_SITE } from '../../model/site-name.ts';

const WORDS: Record<string, string> = {
  email: 'E-Mail',
  web_form: 'Webformular',
  chat: 'Chat',
  phone: 'Telefon',
  voicemail: 'Anrufbeantworter',
  social_media: 'soziale Medien',
  sms: 'SMS',
  letter: 'Brief',
  in_person: 'persönlich',
  mitigation: 'Abwehr',
  configuration: 'Konfiguration',
  restart: 'Neustart',
  blackhole: 'Blackhole',
  evidence: 'Beweissicherung',
  provider_contact: 'Kontakt zum Provider',
  police_contact: 'Kontakt zur Polizei',
  client_contact: 'Kontakt zum Auftraggeber',
  extortionist_contact: 'Kontakt zum Erpresser',
  response: 'Reaktion',
  damage_assessment: 'Ermittlung des Schadens',
  restoration: 'Wiederherstellung',
  mitigation_purchase: 'Zukauf von Abwehr',
  bandwidth: 'Bandbreite',
  lost_revenue: 'entgangener Umsatz',
  sla_credits: 'SLA-Gutschriften',
  investigation_support: 'Unterstützung der Ermittlungen',
  report_writing: 'Erstellung von Berichten',
  hardening: 'Härtung',
  other: 'Sonstiges',
  ip_address: 'IP-Adresse',
  message_id: 'Message-ID',
  email_address: 'E-Mail-Adresse',
  account: 'Konto',
  wallet: 'Wallet',
};

/** A key of incident.yaml as people write it. */
export function germanWord(key: string): string {
  return WORDS[key] ?? key.replaceAll('_', ' ');
}

const FORMATS: Record<string, string> = {
  'kernel-log': 'Kernel-Protokoll',
  'address-list': 'Adressliste',
  counters: 'Zählerstände',
};

/** A format of evidence, in a word or two. */
export function germanFormat(format: string): string {
  return FORMATS[format] ?? format.replaceAll('-', ' ');
}

const VECTORS: Record<string, string> = {
  'SYN flood with data': 'SYN-Flood mit Daten',
  'Flood with impossible TCP flags': 'Flood mit unmöglichen TCP-Flags',
  'RST reflection (backscatter)': 'RST-Reflexion (Backscatter)',
  'DNS query flood (water torture)': 'Flood von DNS-Anfragen (Water Torture)',
  'ICMP unreachable flood (BlackNurse)': 'Flood von ICMP-Unreachable (BlackNurse)',
  'ICMP redirect flood': 'Flood von ICMP-Redirects',
  'ICMP time-exceeded flood': 'Flood von ICMP-Time-Exceeded',
  'IP fragment flood': 'Flood von IP-Fragmenten',
  'Flood of another IP protocol': 'Flood eines anderen IP-Protokolls',
  'Connection flood': 'Verbindungs-Flood',
  'TLS handshake flood': 'Flood von TLS-Handshakes',
  'HTTP/2 requests cancelled at once (consistent with rapid reset)':
    'Sofort abgebrochene HTTP/2-Anfragen (vereinbar mit Rapid Reset)',
  'Slow HTTP (Slowloris, slow POST, slow read)': 'Langsames HTTP (Slowloris, Slow POST, Slow Read)',
};

/** The name of a kind of attack: SYN-Flood, DNS-Reflexion; a number of the case behind it stays: DNS-Reflexion (V1). */
export function germanVector(titleAndId: string): string {
  const [title = '', id = ''] = titleAndId.split(/( \(V\d+\))$/);
  return germanTitle(title) + id;
}

function germanTitle(title: string): string {
  return (
    VECTORS[title] ??
    title
      .replace(/^(\S+) flood\b/, '$1-Flood')
      .replace(/^(.+\)) reflection$/, 'Reflexion über $1')
      .replace(/^(.+) reflection$/, (_, name: string) => `${name.replaceAll(' ', '-')}-Reflexion`)
  );
}

/** What an attack went against, and which file goes on from which, where that is told in words. */
export function germanTarget(text: string): string {
  return text
    .replace(UNSTATED_SITE, '„Website der Logs“')
    .replace(OTHER_NAMES, '„viele weitere Hostnamen“')
    .replace(/ tcp, many ports$/, ' tcp, viele Ports')
    .replace(/ and (\d+) more$/, ' und $1 weitere')
    .replace(/\b(E\d+) from (E\d+)\b/g, '$1 nach $2');
}
