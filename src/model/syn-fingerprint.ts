// What a SYN tells about the machine or tool that built it, as text in the manner of p0f (version 3, docs/README "TCP signatures"), and the names of known tools.
//
// "4:64:0:1460:64240,7:mss,sok,ts,nop,ws:df,id+" is IP version, initial TTL, length of IP options, MSS, window and scale, option layout, quirks.
// `PacketBatch.synFingerprint` is a 32-bit hash of the same traits. Two texts share a hash by chance with 2^-32: among 1,000 different
// fingerprints with a probability of 0.01 %, among 10,000 with 1.2 %. An absent MSS or scale is 0; the layout says whether it was there.

/** Initial TTLs; a packet's is the smallest that is not below the TTL it arrived with. */
export const INITIAL_TTLS: readonly number[] = [32, 64, 128, 255];

/** The quirks in the order of the text; p0f's names and meanings. */
export const SYN_QUIRKS: readonly { name: string; meaning: string }[] = [
  { name: 'df', meaning: "IPv4: don't fragment" },
  { name: 'id+', meaning: "don't fragment, and an identification all the same" },
  { name: 'id-', meaning: 'may be fragmented, and no identification' },
  { name: 'ecn', meaning: 'ECN bits in the IP header, or ECE or CWR' },
  { name: '0+', meaning: 'the reserved flag of IPv4 is set' },
  { name: 'flow', meaning: 'IPv6: a flow label' },
  { name: 'seq-', meaning: 'sequence number 0' },
  { name: 'ack+', meaning: 'an acknowledgement number without the ACK flag' },
  { name: 'uptr+', meaning: 'an urgent pointer without the URG flag' },
  { name: 'urgf+', meaning: 'the URG flag' },
  { name: 'pushf+', meaning: 'the PSH flag' },
  { name: 'ts1-', meaning: 'own timestamp 0' },
  { name: 'ts2+', meaning: "the peer's timestamp is not 0" },
  { name: 'opt+', meaning: 'bytes other than 0 behind the end of the options' },
  { name: 'exws', meaning: 'a window scale over 14' },
  { name: 'bad', meaning: 'an option that does not fit; none behind it is read' },
];

/**
 * Tools by marks in one SYN, indexed by `PacketBatch.tool`. Marks, not proof: the masscan mark is met by one SYN in 65,536 by chance, the Mirai flood
 * mark by old Linux behind a tunnel, so they speak only as a share of many packets.
 */
export const SYN_TOOLS: readonly { title: string; mark: string }[] = [
  { title: '', mark: '' },
  { title: 'hping3', mark: 'window 512, no TCP options' },
  {
    title: 'Mirai SYN flood',
    mark: 'header of 40 bytes: mss 1400-1415, sok, ts with echo 0, nop, window scale 6',
  },
  { title: 'Mirai scanner', mark: 'sequence number equal to the destination address' },
  { title: 'ZMap', mark: 'IP identification 54321' },
  {
    title: 'masscan',
    mark: 'IP identification equal to the low 16 bits of destination address xor port xor sequence number; no DF, MSS option at most',
  },
];

/** Indices into SYN_TOOLS. */
export const SYN_TOOL = { none: 0, hping3: 1, miraiFlood: 2, miraiScan: 3, zmap: 4, masscan: 5 } as const;

const TCP_PROTOCOL = 6;
const IPV6_HEADER = 40;
const IPV6_FRAGMENT = 44;
const IPV6_AUTHENTICATION = 51;
const IPV6_EXTENSIONS = [0, 43, IPV6_FRAGMENT, IPV6_AUTHENTICATION, 60, 135, 139, 140];
const OPTION_NAMES: Record<number, string> = { 1: 'nop', 2: 'mss', 3: 'ws', 4: 'sok', 5: 'sack', 8: 'ts' };
const LONGEST_SCALE = 14;

/**
 * The fingerprint of a SYN as text; `packet` begins with its IP header. Undefined when it is no SYN (without ACK, RST and FIN) or its
 * TCP header is not whole.
 */
export function synFingerprintText(packet: Uint8Array): string | undefined {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const tcp = tcpOffset(view);
  if (tcp === undefined || packet.length < tcp + 20) return undefined;
  const options = tcp + 20;
  const end = tcp + (packet[tcp + 12] >> 4) * 4;
  if ((packet[tcp + 13] & 0x17) !== 2 || end < options || end > packet.length) return undefined;
  const traits = readOptions(view, options, end);
  const version = packet[0] >> 4;
  const ttl = packet[version === 4 ? 8 : 7];
  const quirks = [...ipQuirks(view, version), ...tcpQuirks(view, tcp), ...traits.quirks];
  return [
    version,
    INITIAL_TTLS.find((initial) => ttl <= initial),
    tcp - (version === 4 ? 20 : IPV6_HEADER),
    traits.mss,
    `${view.getUint16(tcp + 14)},${traits.scale}`,
    traits.layout.join(','),
    SYN_QUIRKS.map(({ name }) => name)
      .filter((name) => quirks.includes(name))
      .join(','),
  ].join(':');
}

function tcpOffset(view: DataView): number | undefined {
  const length = view.byteLength;
  if (length >= 20 && view.getUint8(0) >> 4 === 4)
    return view.getUint8(9) === TCP_PROTOCOL && (view.getUint16(6) & 0x1fff) === 0
      ? (view.getUint8(0) & 15) * 4
      : undefined;
  if (length < IPV6_HEADER || view.getUint8(0) >> 4 !== 6) return undefined;
  let next = view.getUint8(6);
  let at = IPV6_HEADER;
  while (IPV6_EXTENSIONS.includes(next) && at + 8 <= length) {
    if (next === IPV6_FRAGMENT && (view.getUint16(at + 2) & 0xfff8) !== 0) return undefined;
    const units = view.getUint8(at + 1);
    const size =
      next === IPV6_FRAGMENT
        ? 8
        : next === IPV6_AUTHENTICATION
          ? Math.max(8, (units + 2) * 4)
          : (units + 1) * 8;
    next = view.getUint8(at);
    at += size;
  }
  return next === TCP_PROTOCOL ? at : undefined;
}

function ipQuirks(view: DataView, version: number): string[] {
  if (version === 6) {
    const first = view.getUint32(0);
    return [...((first & 0xfffff) !== 0 ? ['flow'] : []), ...((first & 0x300000) !== 0 ? ['ecn'] : [])];
  }
  const flags = view.getUint16(6);
  const df = (flags & 0x4000) !== 0;
  const id = view.getUint16(4) !== 0;
  const quirks = df ? ['df'] : [];
  if (df && id) quirks.push('id+');
  if (!df && !id) quirks.push('id-');
  if ((view.getUint8(1) & 3) !== 0) quirks.push('ecn');
  if ((flags & 0x8000) !== 0) quirks.push('0+');
  return quirks;
}

function tcpQuirks(view: DataView, tcp: number): string[] {
  const flags = view.getUint8(tcp + 13);
  const quirks: string[] = [];
  if (view.getUint32(tcp + 4) === 0) quirks.push('seq-');
  if (view.getUint32(tcp + 8) !== 0) quirks.push('ack+');
  if ((flags & 0xc0) !== 0) quirks.push('ecn');
  if ((flags & 0x08) !== 0) quirks.push('pushf+');
  if ((flags & 0x20) !== 0) quirks.push('urgf+');
  else if (view.getUint16(tcp + 18) !== 0) quirks.push('uptr+');
  return quirks;
}

interface OptionTraits {
  layout: string[];
  mss: number;
  scale: number;
  quirks: string[];
}

function readOptions(view: DataView, start: number, end: number): OptionTraits {
  const traits: OptionTraits = { layout: [], mss: 0, scale: 0, quirks: [] };
  for (let at = start; at < end; ) {
    const kind = view.getUint8(at);
    if (kind === 0) {
      traits.layout.push(`eol+${end - at - 1}`);
      for (let i = at + 1; i < end; i++) if (view.getUint8(i) !== 0) traits.quirks.push('opt+');
      break;
    }
    const length = kind === 1 ? 1 : at + 1 < end ? view.getUint8(at + 1) : 0;
    traits.layout.push(OPTION_NAMES[kind] ?? `?${kind}`);
    const expected = { 1: 1, 2: 4, 3: 3, 4: 2, 8: 10 }[kind] ?? Math.max(2, length);
    if (length !== expected || at + length > end) {
      traits.quirks.push('bad');
      break;
    }
    if (kind === 2) traits.mss = view.getUint16(at + 2);
    if (kind === 3) {
      traits.scale = view.getUint8(at + 2);
      if (traits.scale > LONGEST_SCALE) traits.quirks.push('exws');
    }
    if (kind === 8 && view.getUint32(at + 2) === 0) traits.quirks.push('ts1-');
    if (kind === 8 && view.getUint32(at + 6) !== 0) traits.quirks.push('ts2+');
    at += length;
  }
  return traits;
}
