// The papers of the demo case: incident.yaml, the work log, the extortion mail, and a page that says what all this is.

/** Files by name, relative to the case folder. The hash is the one that was taken of the capture before it was analysed. */
export function documents(captureSha256: string): Map<string, string> {
  return new Map([
    ['incident.yaml', INCIDENT.replace('CAPTURE_SHA256', captureSha256)],
    ['worklog.csv', WORK_LOG],
    ['mail/demand.eml', DEMAND],
  ]);
}

const INCIDENT = `# EXERCISE EXERCISE EXERCISE: a made-up incident. Nobody named here exists, and no address took part in anything.
zone: Europe/Berlin

case:
  id: EX-2026-0610
  title: "EXERCISE: extortion and floods against Kettle & Crane Tea, example shop"
  exercise: true
  police_reference: "EXERCISE-0000-26"
  prepared_for: "Example State Police, cybercrime desk (exercise)"
  originals_kept: "Safe of Falk Hosting, example company, by Robin Falk"
  tlp: amber
  discovered_at: 2026-06-10T04:55:00+02:00

victim:
  name: "Kettle & Crane Tea, example shop"
  address: "1 Example Lane, 00000 Exampletown"
  sector: "Retail, online"
  size: "9 people"
  protection: "None of its own; the provider's is not known"
  country: DE
  contact:
    name: "Ada Crane"
    role: "Owner"
    email: ada@kettleandcrane.example
    phone: "+49 30 00000000"

preparer:
  name: "Robin Falk"
  role: "System administrator"
  organisation: "Falk Hosting, example company"
  email: robin@falk-hosting.example
  phone: "+49 30 00000001"
  authority: "Engaged by the shop for its server, contract 2024-018 (example)"
  qualification: "Administrator of this server since 2019 (example)"

contacts:
  - name: "Jo Brandt"
    role: "On call, second administrator"
    organisation: "Falk Hosting, example company"
    email: jo@falk-hosting.example

provider:
  name: "Exemplary Transit (made up)"
  ticket: "EXT-20260610-17"
  email: noc@transit.example

insurer:
  name: "Example Mutual (made up)"
  policy: "CY-000-EXAMPLE"
  notified_at: 2026-06-10T11:40:00+02:00
  waiting_period_minutes: 480

client:
  name: "Kettle & Crane Tea, example shop"
  contract: "Managed server, contract 2024-018 (example)"
  invoice: "2026-06-118 (example)"

own_addresses: [203.0.113.80/32]

mail_servers: ["*.falk-hosting.example"]

allow_list:
  - prefix: 198.51.100.9/32
    label: monitoring
    note: "ExampleUptime, asks /health every ten minutes"
  - prefix: 198.51.100.24/32
    label: office
    note: "Falk Hosting's office, ssh"

evidence:
  - file: "access.log*"
    host: web1
    host_role: "Apache, the shop's web server"
    collected_by: "Robin Falk"
    collected_at: 2026-06-13T14:05:00+02:00
    collection_command: "cp -p /var/log/apache2/access.log* /srv/case/logs/"
    complete: "yes"
  - file: "netstat-*.txt"
    host: web1
    host_role: "Apache, the shop's web server"
    collected_by: "Robin Falk"
    collection_command: "netstat -an (in the flood: netstat -ant) > netstat-$(date -u +%FT%H%M%SZ).txt"
  - file: watch.txt
    host: web1
    host_role: "Apache, the shop's web server"
    collected_by: "Robin Falk"
    collection_command: "while :; do date -u; netstat -ant; sleep 120; done >> watch.txt"
    complete: "no"
    notes: "stopped by hand"
  - file: "ss-*.txt"
    host: web1
    host_role: "Apache, the shop's web server"
    collected_by: "Jo Brandt"
    collection_command: "ss -tan"
  - file: synflood.pcap
    host: web1
    host_role: "Apache, the shop's web server"
    clock_offset_ms: 0
    clock_offset_method: "chronyc tracking, before and after"
    collected_by: "Robin Falk"
    collected_at: 2026-06-10T05:20:03+02:00
    collection_command: "tcpdump -i eth0 -s 96 -w synflood.pcap tcp port 80"
    packets_dropped: 0
    complete: "yes"
    notes: "started while the flood was under way"

custody:
  - file: synflood.pcap
    action: hashed
    at: 2026-06-10T10:20:00+02:00
    by: "Jo Brandt"
    method: "sha256sum"
    sha256: CAPTURE_SHA256
  - file: "netstat-*.txt"
    action: copied
    at: 2026-06-10T10:40:00+02:00
    by: "Jo Brandt"
    to: "Robin Falk"
    method: "cp -p to the case disk, write-protected"
  - file: "access.log*"
    action: stored
    at: 2026-06-13T14:25:00+02:00
    by: "Robin Falk"
    place: "case disk in the safe of Falk Hosting"

services:
  - name: "Shop"
    host: www.kettleandcrane.example
    address: 203.0.113.80
    port: 80
    url: http://www.kettleandcrane.example/

outages:
  - service: "Shop"
    from: 2026-06-10T04:50:00+02:00
    to: 2026-06-10T05:22:00+02:00
    how_measured: "monitoring and the owner's phone: pages did not load, or only at the second try"
  - service: "Shop"
    from: 2026-06-11T20:07:00+02:00
    to: 2026-06-11T20:20:00+02:00
    how_measured: "access log: most answers 503 or 504"
  - service: "Shop"
    from: 2026-06-11T20:30:00+02:00
    to: 2026-06-11T20:39:40+02:00
    how_measured: "access log: most answers 503 or 504"

demands:
  - file: mail/demand.eml
    received_at: 2026-06-09T22:14:37+02:00
    channel: email
    paid: no
    replied: no
    note: "Found in the shop's info mailbox the next morning; not answered, nothing paid"

actions:
  - at: 2026-06-09T18:58:00+02:00
    by: "Robin Falk"
    what: "Looked into the rush of visitors: a link on a news site, real readers; nothing changed"
    kind: other
  - at: 2026-06-10T04:55:00+02:00
    by: "Ada Crane"
    what: "Phone call to the administrator on duty: the shop does not load"
    kind: client_contact
  - at: 2026-06-10T05:02:10+02:00
    by: "Robin Falk"
    what: "netstat -an shows 512 connections in SYN_RECV; dump kept"
    kind: evidence
  - at: 2026-06-10T05:06:30+02:00
    by: "Robin Falk"
    what: "sysctl -w net.ipv4.tcp_syncookies=1"
    kind: configuration
  - at: 2026-06-10T05:08:40+02:00
    by: "Robin Falk"
    what: "Backlog raised: net.core.somaxconn=1023, net.ipv4.tcp_max_syn_backlog=2048, Apache ListenBacklog 1023; Apache restarted"
    kind: restart
  - at: 2026-06-10T05:12:30+02:00
    until: 2026-06-10T05:41:00+02:00
    by: "Jo Brandt"
    what: "Script: route add -host ADDRESS reject for every SYN_RECV peer; taken back, new addresses came with every packet"
    kind: mitigation
  - at: 2026-06-10T05:20:03+02:00
    until: 2026-06-10T05:23:20+02:00
    by: "Robin Falk"
    what: "tcpdump -s 96 of port 80"
    kind: evidence
  - at: 2026-06-10T05:31:00+02:00
    by: "Robin Falk"
    what: "Call to the provider's NOC: if it comes again they null-route 203.0.113.80 and may end the contract"
    kind: provider_contact
  - at: 2026-06-10T09:10:00+02:00
    by: "Ada Crane"
    what: "Extortion mail found; kept with full headers; not answered"
    kind: evidence
  - at: 2026-06-11T20:10:30+02:00
    by: "Robin Falk"
    what: "Apache restarted; workers full again within a minute"
    kind: restart
  - at: 2026-06-11T20:14:00+02:00
    by: "Robin Falk"
    what: "Provider announces a blackhole for 203.0.113.80; put off when the flood paused"
    kind: blackhole
  - at: 2026-06-11T20:33:00+02:00
    by: "Jo Brandt"
    what: "Rewrite rule: /search without a Referer is answered with 503 before it reaches the application"
    kind: mitigation
  - at: 2026-06-12T10:30:00+02:00
    by: "Ada Crane"
    what: "Appointment with the police made"
    kind: police_contact

work_log:
  files: [worklog.csv]
  zone: Europe/Berlin
  currency: EUR
  rates:
    default: "95.00"
    by_person:
      "Robin Falk": "110.00"
    by_class:
      report_writing: "85.00"
  minimum_minutes: 15
  rounding:
    mode: up
    minutes: 15
  after_hours:
    weekday_from: "20:00"
    weekday_to: "07:00"
    factor: 1.5
    weekend_factor: 2
  tax_percent: 19
  expenses:
    - date: 2026-06-10
      item: "Disk for the copies of the evidence"
      amount: "64.90"
      receipt: "R-2026-114 (example)"

losses:
  - item: "Orders not placed during the outages"
    category: lost_revenue
    amount: "1840.00"
    currency: EUR
    method: "average of the same hours in the four weeks before, less orders placed"
  - item: "Transit over commitment, June"
    category: bandwidth
    amount: "212.50"
    currency: EUR
    method: "provider's notice"

report:
  paper: A4
`;

const WORK_LOG = `start,end,person,description,activity_class
2026-06-09T18:58:00+02:00,2026-06-09T19:20:00+02:00,Robin Falk,"Rush of visitors: checked load and referrers, a link on a news site, no attack",detect_triage
2026-06-10T04:55:00+02:00,2026-06-10T05:06:00+02:00,Robin Falk,"Woken by the client's call; login, netstat: 512 x SYN_RECV",detect_triage
2026-06-10T05:06:00+02:00,2026-06-10T05:31:00+02:00,Robin Falk,"SYN cookies on, backlog raised, Apache restarted, tcpdump",mitigate
2026-06-10T05:10:00+02:00,2026-06-10T05:45:00+02:00,Jo Brandt,"Script with route add -host ... reject, later taken back",mitigate
2026-06-10T05:31:00+02:00,2026-06-10T05:52:00+02:00,Robin Falk,"Call to the provider's NOC about null-routing",communication_provider
2026-06-10T09:10:00+02:00,2026-06-10T09:50:00+02:00,Robin Falk,"Client on the phone: extortion mail found, advised not to answer",communication_client
2026-06-10T10:00:00+02:00,2026-06-10T11:20:00+02:00,Jo Brandt,"Copies and hashes of logs, dumps, capture",evidence_preservation
2026-06-11T20:07:00+02:00,2026-06-11T20:45:00+02:00,Robin Falk,"HTTP flood on /search: restarts, provider, watching",mitigate
2026-06-11T20:20:00+02:00,2026-06-11T20:55:00+02:00,Jo Brandt,"Rewrite rule against /search without Referer",mitigate
2026-06-11T20:55:00+02:00,2026-06-11T21:30:00+02:00,Robin Falk,"Checked the shop, carts and orders; told the client",restore
2026-06-12T09:00:00+02:00,2026-06-12T10:30:00+02:00,Robin Falk,"Report for the police: papers and attachments",le_support
2026-06-12T13:00:00+02:00,2026-06-12T14:10:00+02:00,Jo Brandt,"Went through orders and logs for lost sales",damage_assessment
2026-06-13T11:00:00+02:00,2026-06-13T12:00:00+02:00,Robin Falk,"Kernel settings and rate limits made permanent",hardening
2026-06-13T14:05:00+02:00,2026-06-13T14:25:00+02:00,Robin Falk,"Last copy of the logs; report written up",report_writing
`;

const DEMAND_LINES = `Return-Path: <storm.crew@mail.example>
Delivered-To: info@kettleandcrane.example
Received: from mx1.falk-hosting.example (mx1.falk-hosting.example [203.0.113.25])
	by imap.falk-hosting.example (Postfix) with ESMTPS id 4EXERCISE1
	for <info@kettleandcrane.example>; Tue,  9 Jun 2026 22:14:37 +0200 (CEST)
Received: from relay7.mail.example (relay7.mail.example [198.51.100.187])
	by mx1.falk-hosting.example (Postfix) with ESMTPS id 4EXERCISE2
	for <info@kettleandcrane.example>; Tue,  9 Jun 2026 22:14:36 +0200 (CEST)
Received: from [192.0.2.66] (unknown [192.0.2.66])
	by relay7.mail.example (Postfix) with ESMTPSA id 4EXERCISE3
	for <info@kettleandcrane.example>; Tue,  9 Jun 2026 20:14:31 +0000 (UTC)
Authentication-Results: mx1.falk-hosting.example; spf=pass smtp.mailfrom=storm.crew@mail.example;
	dkim=none; dmarc=none header.from=mail.example
X-Exercise: EXERCISE EXERCISE EXERCISE, a made-up message for the demo case of a forensic tool
From: "Storm Crew" <storm.crew@mail.example>
To: info@kettleandcrane.example
Subject: [EXERCISE] your shop goes down tonight
Date: Tue, 9 Jun 2026 20:14:29 +0000
Message-ID: <20260609201429.EXERCISE@relay7.mail.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

EXERCISE - EXERCISE - EXERCISE

Dear owner of www.kettleandcrane.example,

we are the Storm Crew. Tonight between 4 and 6 your time you see a small
demonstration on 203.0.113.80. After that you have 48 hours to pay 0.4 BTC =3D
1EXERCisENotAReaLAddressDoNotPay99

If you do not pay, the next one does not stop after half an hour, and the
price goes up by 0.2 BTC for every day. Do not answer this mail. We know
when you have paid.

EXERCISE - EXERCISE - EXERCISE
`;

// Mail has CR LF at the end of each line, RFC 5322 section 2.1.
const DEMAND: string = DEMAND_LINES.replaceAll('\n', '\r\n');

/** debtember.md, beside the case folder: it describes the evidence and is none. */
export const DESCRIPTION = `# fixtures/debtember: the demo case

**EXERCISE.** Everything here is made up by a program. The victim does not exist. The foreign addresses were drawn at random from
address space that the bundled databases know; **no machine behind any of them did anything**.

A small tea shop gets a rush of readers from a news site (9 June 2026), an extortion mail the same evening, a SYN flood with forged
sources in the night (10 June), and an HTTP flood by a botnet of 600 machines on four continents, in two parts, the day after.

| file | what it is |
|---|---|
| incident.yaml | what the administrator states: addresses, services, outages, actions, rates |
| logs/access.log* | Apache combined logs of six days, +0200; access.log.4 is gzip in spite of its name |
| netstat/*.txt | \`netstat -an\`, \`netstat -ant\`, \`ss -tan\` before, during and after; watch.txt holds four snapshots with date lines |
| capture/synflood.pcap | the end of the SYN flood, cut to 96 bytes a packet; real customers between the forgeries |
| mail/demand.eml | the extortion mail; the wallet address has a wrong checksum on purpose |
| worklog.csv | who worked when on what |

\`debtember.truth.json\` says what really happened, as the generator knows it; tests compare reports with it. Like this page
it lies beside the folder, because it is no evidence.

Made by \`test/support/debtember/\` with a fixed seed. Again, after \`npm run build\`:

    node dist/test/support/debtember/generate.js fixtures

The addresses depend on the versions of \`@ip-location-db/*\` in package-lock.json: after an update of these, generate again.
`;
