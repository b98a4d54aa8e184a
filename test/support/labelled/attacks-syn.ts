// SYN floods in their kinds. RFC 4987; half-open sockets live 63 s with Linux's five repeats of the SYN-ACK.

import { Capture, Conversation, drawStack, STACKS } from './capture.ts';
import { type CaseScript, type Desk, WEB, WEB6 } from './case.ts';
import { FLAG, icmpFrame, quotedRest, tcpFrame } from './frames.ts';
import { socketDump, tcpSocket } from './sockets.ts';

const MSS_ONLY = [2, 4, 0x05, 0xb4];
/** Seconds after the first at which Linux repeats its SYN-ACK, and gives up. */
const REPEATS_SEC = [1, 3, 7, 15, 31];
const GIVES_UP_SEC = 63;

interface Syn {
  atUs: number;
  source: string;
  sourcePort: number;
  port: number;
  ttl: number;
  seq: number;
}

/** A SYN as raw-socket tools make it: no options, small window. */
function rawSyn(capture: Capture, syn: Syn, target: string, id: number, flags: number = FLAG.SYN): void {
  const frame = tcpFrame(
    { source: syn.source, destination: target, ttl: syn.ttl, id },
    { sourcePort: syn.sourcePort, destinationPort: syn.port, seq: syn.seq, flags, window: 512 },
  );
  capture.add(syn.atUs, frame);
}

/** Our SYN-ACK with its repeats until refused or given up; one only when a cookie is sent. */
function answer(
  capture: Capture,
  desk: Desk,
  syn: Syn,
  target: string,
  queued: boolean,
  untilUs: number,
): void {
  const seq = desk.random.word();
  for (const after of queued ? [0, ...REPEATS_SEC] : [0]) {
    const atUs = syn.atUs + 45 + after * 1e6;
    if (atUs > untilUs) return;
    capture.add(
      atUs,
      tcpFrame(
        { source: target, destination: syn.source, ttl: 64, dontFragment: true },
        {
          sourcePort: syn.port,
          destinationPort: syn.sourcePort,
          seq,
          ack: syn.seq + 1,
          flags: FLAG.SYN | FLAG.ACK,
          options: MSS_ONLY,
        },
      ),
    );
  }
}

/** The true owner of an address refuses our SYN-ACK. */
function refusal(capture: Capture, syn: Syn, target: string, atUs: number, ttl: number): void {
  capture.add(
    atUs,
    tcpFrame(
      { source: syn.source, destination: target, ttl, dontFragment: true },
      { sourcePort: syn.sourcePort, destinationPort: syn.port, seq: syn.seq + 1, flags: FLAG.RST, window: 0 },
    ),
  );
}

const TWO_EMITTERS = [
  [51, 6],
  [243, 4],
] as const;

/** Forged SYNs from two emitters to one port. */
function forgedSyns(desk: Desk, fromSec: number, toSec: number, perSecond: number, port: number): Syn[] {
  const { random } = desk;
  return [...desk.times(fromSec, toSec, perSecond)].map((atUs) => ({
    atUs,
    source: desk.forged(),
    sourcePort: random.whole(1024, 65535),
    port,
    ttl: random.weighted(TWO_EMITTERS),
    seq: random.word(),
  }));
}

export const SYN_ATTACKS: readonly CaseScript[] = [
  {
    id: 'syn-forged-two-ttls',
    title: 'SYN flood, random forged sources from two emitters, listen queue full',
    write(desk) {
      const capture = new Capture();
      const syns = forgedSyns(desk, 20, 41, 45, 80);
      for (const [at, syn] of syns.entries()) {
        rawSyn(capture, syn, WEB, desk.random.whole(0, 0xffff));
        // 128 places in the queue; nothing is free before the first has died.
        if (at < 128) answer(capture, desk, syn, WEB, true, desk.us(60));
      }
      desk.visitors(capture, 10, 1, 15);
      desk.visitors(capture, 4, 45, 55);
      desk.attack('syn_flood', WEB, 20, 41);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-botnet-real-stacks',
    title:
      'SYN flood from the 600 real addresses of a botnet, SYNs like those of Linux and Windows, cookies on',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      const bots = desk
        .bots(600)
        .map(({ address }) => ({ address, stack: drawStack(random), far: random.whole(9, 22) }));
      for (const atUs of desk.times(12, 20, 90)) {
        const bot = random.pick(bots);
        const syn = {
          atUs,
          source: bot.address,
          sourcePort: random.whole(1024, 65535),
          port: 443,
          ttl: bot.stack.ttl - bot.far,
          seq: random.word(),
        };
        capture.add(
          atUs,
          tcpFrame(
            {
              source: syn.source,
              destination: WEB,
              ttl: syn.ttl,
              id: random.whole(0, 0xffff),
              dontFragment: true,
            },
            {
              sourcePort: syn.sourcePort,
              destinationPort: 443,
              seq: syn.seq,
              flags: FLAG.SYN,
              window: bot.stack.window,
              options: bot.stack.options,
            },
          ),
        );
        answer(capture, desk, syn, WEB, false, desk.us(40));
        // The bot's own kernel knows nothing of the SYN and refuses, from where the SYN came.
        if (random.chance(0.4)) refusal(capture, syn, WEB, atUs + random.whole(30_000, 280_000), syn.ttl);
      }
      desk.truth.real.push(...bots.map(({ address }) => address));
      desk.visitors(capture, 8, 1, 30);
      desk.attack('syn_flood', WEB, 12, 20);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-single-source-hping3',
    title: 'SYN flood from one real address with hping3: rising source ports, window 512, no options',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      const [source] = desk.servers(1);
      let sourcePort = random.whole(1500, 3000);
      for (const atUs of desk.times(15, 17, 300)) {
        const syn = { atUs, source, sourcePort: sourcePort++, port: 80, ttl: 53, seq: random.word() };
        rawSyn(capture, syn, WEB, random.whole(0, 0xffff));
        answer(capture, desk, syn, WEB, false, desk.us(40));
        refusal(capture, syn, WEB, atUs + 24_000 + random.whole(0, 900), 53);
      }
      desk.truth.real.push(source);
      desk.visitors(capture, 6, 1, 30);
      desk.attack('syn_flood', WEB, 15, 17);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-spread-over-ports',
    title: 'SYN flood with random forged sources and random destination ports',
    write(desk) {
      const capture = new Capture();
      for (const syn of forgedSyns(desk, 18, 23, 250, 0)) {
        syn.port = desk.random.whole(1, 65535);
        rawSyn(capture, syn, WEB, desk.random.whole(0, 0xffff));
      }
      desk.visitors(capture, 8, 1, 40);
      desk.attack('syn_flood', WEB, 18, 23);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-ipv6-forged',
    title: 'SYN flood over IPv6, interface identifiers forged within one /48',
    write(desk) {
      const { random } = desk;
      desk.own = [WEB6];
      const capture = new Capture();
      const group = (): string => random.whole(0, 0xffff).toString(16);
      for (const atUs of desk.times(22, 32, 90)) {
        desk.truth.forged++;
        const source = `2a0e:b107:1f3:${group()}:${group()}:${group()}:${group()}:${group()}`;
        const syn = {
          atUs,
          source,
          sourcePort: random.whole(1024, 65535),
          port: 443,
          ttl: 55,
          seq: random.word(),
        };
        rawSyn(capture, syn, WEB6, 0);
      }
      desk.visitors(capture, 8, 1, 50, WEB6);
      desk.attack('syn_flood', WEB6, 22, 32);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-low-rate-backlog',
    title: 'SYN flood of three a second that fills a listen queue of 128 and keeps it full, three minutes',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      const freeAt = new Array<number>(128).fill(0);
      for (const syn of forgedSyns(desk, 30, 210, 3, 80)) {
        rawSyn(capture, syn, WEB, random.whole(0, 0xffff));
        const place = freeAt.findIndex((free) => free <= syn.atUs);
        if (place < 0) continue;
        freeAt[place] = syn.atUs + GIVES_UP_SEC * 1e6;
        answer(capture, desk, syn, WEB, true, desk.us(230));
      }
      desk.visitors(capture, 12, 1, 25);
      // Who comes while the queue is full tries four times and gives up.
      const strangers = desk.people(6);
      for (const client of strangers) {
        const talk = new Conversation(capture, random, {
          client,
          server: WEB,
          port: 80,
          stack: STACKS.windows,
        });
        const from = random.between(90, 190);
        for (const after of [0, 1, 3, 7]) talk.syn(desk.us(from + after));
      }
      desk.truth.innocent.push(...strangers);
      desk.attack('syn_flood', WEB, 30, 210);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-recv-dumps-only',
    title: 'SYN flood known only from netstat: 256 sockets in SYN_RECV in three dumps, none before and after',
    write(desk) {
      const { random } = desk;
      const regulars = desk.people(14);
      desk.truth.innocent.push(...regulars);
      for (const [at, half] of [
        [0, 2],
        [600, 256],
        [640, 256],
        [700, 255],
        [1500, 1],
      ] as const) {
        const sockets = [tcpSocket(`${WEB}:80`, '0.0.0.0:*', 'LISTEN')];
        for (let i = 0; i < half; i++) {
          const remote = half < 3 ? regulars[i] : desk.forged();
          sockets.push(tcpSocket(`${WEB}:80`, `${remote}:${random.whole(1024, 65535)}`, 'SYN_RECV'));
        }
        for (const client of regulars)
          if (half < 3 || random.chance(0.3))
            sockets.push(
              tcpSocket(
                `${WEB}:80`,
                `${client}:${random.whole(32768, 60999)}`,
                random.chance(0.4) ? 'ESTABLISHED' : 'TIME_WAIT',
              ),
            );
        socketDump(desk, 'netstat', at, sockets);
      }
      desk.attack('syn_flood', WEB, 600, 700);
    },
  },
  {
    id: 'syn-cookies-answer-all',
    title: 'SYN flood that the server answers in full (cookies); owners of forged addresses refuse',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      for (const syn of forgedSyns(desk, 14, 20, 85, 80)) {
        rawSyn(capture, syn, WEB, random.whole(0, 0xffff));
        if (/^(0|127|22[4-9]|2[3-5]\d)\./.test(syn.source)) continue;
        answer(capture, desk, syn, WEB, false, desk.us(60));
        const later = syn.atUs + random.whole(20_000, 290_000);
        if (/^(10|192\.168|172\.(1[6-9]|2\d|3[01])|198\.18|100\.(6[4-9]|[7-9]\d))\./.test(syn.source))
          continue;
        if (random.chance(0.06))
          refusal(
            capture,
            syn,
            WEB,
            later,
            random.chance(0.6) ? random.whole(44, 58) : random.whole(108, 121),
          );
        else if (random.chance(0.02)) {
          // A router on the way to the address quotes our SYN-ACK: host unreachable.
          const [router] = desk.servers(1);
          const quoted = tcpFrame(
            { source: WEB, destination: syn.source, ttl: 49, dontFragment: true },
            {
              sourcePort: 80,
              destinationPort: syn.sourcePort,
              seq: 0,
              ack: syn.seq + 1,
              flags: FLAG.SYN | FLAG.ACK,
            },
          );
          capture.add(
            later,
            icmpFrame({ source: router, destination: WEB, ttl: 241 }, 3, 1, quotedRest(quoted)),
          );
          desk.truth.innocent.push(router);
        }
      }
      desk.visitors(capture, 14, 1, 30);
      desk.attack('syn_flood', WEB, 14, 20);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-one-way-capture',
    title: 'SYN flood in a capture that sees only what comes in',
    write(desk) {
      const { random } = desk;
      const capture = new Capture();
      for (const syn of forgedSyns(desk, 16, 30, 75, 443)) rawSyn(capture, syn, WEB, random.whole(0, 0xffff));
      const clients = desk.people(12);
      for (const client of clients) {
        const talk = new Conversation(capture, random, {
          client,
          server: WEB,
          port: 443,
          sees: 'from-client',
        });
        let at = talk.open(desk.us(random.between(1, 50))) + 500;
        at = talk.up(at, Buffer.concat([Buffer.from([22, 3, 1, 2, 0, 1]), Buffer.alloc(511)]));
        at = talk.down(at + 2_000, Buffer.alloc(20_000));
        talk.close(at + 300_000);
      }
      desk.truth.innocent.push(...clients);
      desk.attack('syn_flood', WEB, 16, 30);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-ecn-flags',
    title: 'SYN flood whose SYNs ask for ECN (ECE and CWR set)',
    write(desk) {
      const capture = new Capture();
      for (const syn of forgedSyns(desk, 25, 38, 75, 80))
        rawSyn(capture, syn, WEB, desk.random.whole(0, 0xffff), FLAG.SYN | FLAG.ECE | FLAG.CWR);
      desk.visitors(capture, 8, 1, 60);
      desk.attack('syn_flood', WEB, 25, 38);
      desk.keep(capture);
    },
  },
  {
    id: 'syn-with-data',
    title: 'SYNs that carry 900 bytes of data each, without TCP Fast Open',
    write(desk) {
      const { random } = desk;
      const capture = new Capture(96);
      const payload = Buffer.alloc(900, 0x58);
      for (const atUs of desk.times(20, 31, 90))
        capture.add(
          atUs,
          tcpFrame(
            {
              source: desk.forged(),
              destination: WEB,
              ttl: random.weighted(TWO_EMITTERS),
              id: random.whole(0, 0xffff),
            },
            {
              sourcePort: random.whole(1024, 65535),
              destinationPort: 80,
              seq: random.word(),
              flags: FLAG.SYN,
              window: 512,
              payload,
            },
          ),
        );
      desk.visitors(capture, 8, 1, 50);
      desk.attack('syn_data_flood', WEB, 20, 31);
      desk.keep(capture);
    },
  },
];
