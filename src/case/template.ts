// The text of a new incident.yaml: every key with a word on it, answered ones filled in, the others switched off by a leading "# ".

/** What was asked; '' or [] where nothing was answered. */
export interface TemplateAnswers {
  caseId: string;
  victim: string;
  country: string;
  zone: string;
  ownAddresses: readonly string[];
  /** Host name of the attacked site. */
  site: string;
  provider: string;
  preparerName: string;
  preparerEmail: string;
  demandFile: string;
  mailServers: readonly string[];
  workLog: string;
  currency: string;
  rate: string;
}

/** Nothing answered. */
export const NO_ANSWERS: TemplateAnswers = {
  caseId: '',
  victim: '',
  country: '',
  zone: '',
  ownAddresses: [],
  site: '',
  provider: '',
  preparerName: '',
  preparerEmail: '',
  demandFile: '',
  mailServers: [],
  workLog: '',
  currency: '',
  rate: '',
};

const HEAD = `## incident.yaml: what you state about the case. All of it is optional; what is missing appears as "not stated".
## Lines that begin with "# " are examples and switched off: take the "# " away and put your own words in.
## Times carry their offset from UTC (2026-05-17T03:02:10+02:00); without one, "zone" is taken.
## The program refuses what it does not know, with line and column. Every key is explained in docs/incident-file.md.
`;

// A key with its value, or switched off with an example. A double-quoted JSON text is a double-quoted YAML text.
function key(indent: string, name: string, answer: string, example: string, comment: string = ''): string {
  const note = comment === '' ? '' : `  # ${comment}`;
  return answer === ''
    ? `# ${indent}${name}: ${example}${note}\n`
    : `${indent}${name}: ${JSON.stringify(answer)}${note}\n`;
}

function list(name: string, answers: readonly string[], example: string, comment: string): string {
  return answers.length === 0
    ? `# ${name}: [${example}]  # ${comment}\n`
    : `${name}: [${answers.map((answer) => JSON.stringify(answer)).join(', ')}]  # ${comment}\n`;
}

/** A block whose name stands when one of its keys does. */
function block(name: string, comment: string, ...keys: readonly string[]): string {
  const on = keys.some((line) => !line.startsWith('#'));
  return `\n${on ? '' : '# '}${name}:${comment === '' ? '' : `  # ${comment}`}\n${keys.join('')}`;
}

function off(text: string): string {
  return `\n${text
    .trim()
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('')}`;
}

const EVIDENCE = `
evidence:  # how the files came to be; a name or a pattern with * and ?
  - file: "netstat-*.txt"
    zone: Europe/Berlin  # of times in it without an offset
    clock_offset_ms: 120  # how far its clock was ahead of UTC; times stay as recorded
    clock_offset_method: chronyc tracking
    host: web1
    host_role: web server
    collected_by: Ada Example
    collected_at: 2026-05-17T05:15:00+02:00
    collection_command: netstat -antp
    packets_dropped: 0  # of a capture, as its tool said at the end
    sampling_rate: 1  # of a capture: one packet of so many was recorded
    complete: "yes"  # yes, no, unknown
    notes: every minute
  - file: "access*.log*"
    log_format: '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time $remote_port'  # as in the server's configuration; tells how long requests took, and from which port
`;

const CUSTODY = `
custody:  # what became of the files after they were collected
  - file: "*.pcap"  # a name or a pattern with * and ?
    action: hashed  # hashed, copied, transferred, stored, examined, sealed, other
    at: 2026-05-17T05:20:00+02:00
    by: Ada Example
    method: sha256sum
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"  # compared with the file as read
  - file: "*"
    action: stored
    at: 2026-05-17T09:00:00+02:00
    until: 2026-05-18T10:00:00+02:00
    by: Ada Example
    place: safe of Example Hosting, Berlin
    note: sealed bag 17
  - file: "*"
    action: transferred
    by: Ada Example
    to: Example State Police, cybercrime desk
    method: USB stick, against receipt
`;

const OUTAGES = `
outages:  # when a service did not work; an insurer reckons with these
  - service: shop
    from: 2026-05-17T03:02:10+02:00
    to: 2026-05-17T03:58:40+02:00  # leave out when it had not ended
    how_measured: health check from outside, once a minute
`;

const ACTIONS = `
actions:  # what was done, beside the attack in the timeline
  - at: 2026-05-17T03:20:00+02:00
    until: 2026-05-17T03:25:00+02:00  # for what lasted
    by: Ada Example
    what: sysctl net.ipv4.tcp_syncookies=1
    kind: configuration  # mitigation, configuration, restart, blackhole, evidence, provider_contact, police_contact, client_contact, extortionist_contact, other
`;

const MONEY_RULES = `#   zone: Europe/Berlin  # the contract's clock
#   date_format: DD/MM/YYYY  # only where the file does not tell
#   person_by_file: {"*.timeclock": Bo Example}  # for work logs that name nobody
#   minimum_minutes: 15
#   rounding: {mode: up, minutes: 15, scope: entry}
#   after_hours: {weekday_from: "18:00", weekday_to: "08:00", factor: 1.5, weekend_factor: 2}
#   holidays: {dates: [2026-12-25], factor: 2}
#   call_out: {minimum_minutes: 60, gap_minutes: 30}
#   not_to_exceed: 12000
#   tax_percent: 19
#   discount_percent: 0
#   expenses:  # paid for the client, apart from the work; as on the receipts
#     - {date: 2026-05-17, item: Disk for the copies of the evidence, amount: 64.90, receipt: no 2026-114}
`;

const LOSSES = `
losses:  # as you state them
  - item: Extra transit in May
    category: bandwidth
    amount: 412.30
    currency: EUR
    method: provider's invoice 5512
    included: true
  - item: Scrubbing  # or a price: reckoned from the bytes of the attack in captures and logs
    category: bandwidth
    per_gigabyte: 0.05  # for 10^9 bytes
    of: received  # what came in
    method: contract 2026-10, annex 2
  - item: Egress of the cloud
    category: bandwidth
    per_gibibyte: 0.085  # for 2^30 bytes
    of: sent  # what our servers answered
    method: price list, May 2026
`;

const REPORT = `
thresholds: {}  # limits of the detectors, by the names that the reports print
report:
  paper: A4  # or Letter
  profile: law_enforcement
  language: en  # or de
  date_style: iso  # or long: 17 May 2026, 03:02 UTC
  ledes: false  # true: the bill as LEDES 1998B too
`;

/** The text. It reads back as exactly what was answered. */
export function incidentTemplate(answers: TemplateAnswers): string {
  const person = (name: string, email: string): string[] => [
    key('  ', 'name', name, 'Ada Example'),
    key('  ', 'role', '', 'administrator'),
    key('  ', 'organisation', '', 'Example Hosting'),
    key('  ', 'email', email, 'ada@hosting.example.net'),
    key('  ', 'phone', '', '+49 30 5550111'),
  ];
  const serviceOn = answers.site === '' ? '# ' : '';
  const demandOn = answers.demandFile === '' ? '# ' : '';
  return [
    HEAD,
    `\n${key('', 'zone', answers.zone, 'Europe/Berlin', 'of times in this file; no abbreviations such as CET')}`,
    block(
      'case',
      '',
      key('  ', 'id', answers.caseId, 'CASE-2026-0007', 'on every page, and the name of the output folder'),
      key('  ', 'title', '', 'Flood against shop.example.com'),
      key('  ', 'exercise', '', 'true', 'stamps EXERCISE on every page'),
      key('  ', 'police_reference', '', '260517-1200-i00001'),
      key('  ', 'prepared_for', '', 'Example State Police, cybercrime desk'),
      key('  ', 'version', '', '"2, replaces 1 of 2026-05-18"', 'of the report'),
      key('  ', 'originals_kept', '', 'safe of Example Hosting, Berlin, by Ada Example', 'where and by whom'),
      key('  ', 'tlp', '', 'amber', 'clear, green, amber, amber+strict, red'),
      key('  ', 'discovered_at', '', '2026-05-17T03:10:00+02:00', 'when the attack was noticed'),
    ),
    block(
      'victim',
      'who was attacked',
      key('  ', 'name', answers.victim, 'Example Shop Ltd'),
      key('  ', 'address', '', '1 Example Street, 10115 Berlin'),
      key('  ', 'sector', '', 'retail'),
      key('  ', 'size', '', '25 employees'),
      key(
        '  ',
        'protection',
        '',
        'none but that of the provider',
        'against denial of service, before the attack',
      ),
      key('  ', 'country', answers.country, 'DE', 'decides which offices and laws are named'),
      '#   contact: {name: Kim Example, role: director, organisation: Example Shop Ltd, email: kim@shop.example.com, phone: +49 30 5550100}\n',
    ),
    block(
      'preparer',
      'who answers for the report',
      ...person(answers.preparerName, answers.preparerEmail),
      key(
        '  ',
        'authority',
        '',
        'engaged by Example Shop Ltd, contract MSA-2024-11',
        'on whose behalf, by what right',
      ),
      key('  ', 'qualification', '', 'administrator of these servers since 2019'),
    ),
    off(
      'contacts:  # further people and desks\n  - {name: Night desk, role: day and night, organisation: Example Hosting, email: noc@hosting.example.net, phone: +49 30 5550122}',
    ),
    block(
      'provider',
      'your upstream or hoster',
      key('  ', 'name', answers.provider, 'Example Transit'),
      key('  ', 'ticket', '', 'T-88123'),
      key('  ', 'server', '', 'vm-2207', 'at your hoster'),
      key('  ', 'email', '', 'noc@transit.example.net'),
      key('  ', 'phone', '', '+49 30 5550133'),
    ),
    off(
      'client:  # who is billed\n  name: Example Shop Ltd\n  address: 1 Example Street, 10115 Berlin\n  contract: MSA-2024-11\n  invoice: INV-2026-0420',
    ),
    off(
      'insurer:\n  name: Example Insurance\n  policy: CY-0815\n  notified_at: 2026-05-17T09:00:00+02:00\n  waiting_period_minutes: 480  # outage that the policy does not pay for',
    ),
    '\n',
    list('own_addresses', answers.ownAddresses, '203.0.113.0/24', 'of the attacked side'),
    list(
      'trusted_proxies',
      [],
      '203.0.113.5',
      'reverse proxies and CDN in front of your servers: never sources',
    ),
    '# abuse_contacts: abuse-contacts.csv  # whom to write to about the sources\n',
    list('mail_servers', answers.mailServers, 'mx1.example.net', 'whose Received lines are believed'),
    '# allow_list: [{prefix: 198.51.100.20, label: monitoring, note: asks /health}]  # never counted as a source\n',
    off(EVIDENCE),
    off(CUSTODY),
    `\n${serviceOn}services:\n${serviceOn}  - name: ${JSON.stringify(answers.site || 'shop')}\n`,
    key('    ', 'host', answers.site, 'www.shop.example.com', 'as in the logs'),
    '#     address: 203.0.113.10\n#     port: 443\n#     url: https://www.shop.example.com/\n',
    off(OUTAGES),
    `\n${demandOn}demands:  # messages that demand something, as received, not forwarded\n${demandOn}  - file: ${JSON.stringify(answers.demandFile || 'mail/demand.eml')}\n`,
    '#     received_at: 2026-05-16T21:47:00Z  # for a call, or a message without a header\n',
    '#     channel: email  # web_form, chat, phone, voicemail, social_media, sms, letter, in_person, other\n',
    '#     paid: no  # yes, part\n#     replied: no  # yes\n#     witness: Kim Example  # who read or heard it first\n',
    '#     payment: 0.4 BTC on 2026-05-17T10:00Z, from an exchange, transaction ...\n#     translation: We are ...\n#     translator: Bo Example\n',
    '#     other_recipients: the sister company\n#     prior_contact: a call in April\n#     dispute_context: a customer who was refused a refund in March\n#     note: found in the spam folder\n',
    off(ACTIONS),
    block(
      'work_log',
      'what the work costs; see docs/incident-file.md for the files',
      answers.workLog === ''
        ? '#   files: [worklog.csv]\n'
        : `  files: [${JSON.stringify(answers.workLog)}]\n`,
      key('  ', 'currency', answers.currency, 'EUR'),
      answers.rate === ''
        ? '#   rates: {default: 95, by_person: {Ada Example: 110.50}, by_role: {senior: 120}, by_class: {report_writing: 80}}  # an hour\n'
        : `  rates:  # an hour\n    default: ${JSON.stringify(answers.rate)}\n#     by_person: {Ada Example: 110.50}\n#     by_role: {senior: 120}\n#     by_class: {report_writing: 80}\n`,
      '#   roles: {Bo Example: senior}  # for rates by role\n',
      MONEY_RULES,
    ),
    off(LOSSES),
    off(REPORT),
  ].join('');
}
