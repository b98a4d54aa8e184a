// What kind of packet a row is, and which port names its service.

import { SHAPE, TCP } from '../../model/batch.ts';
import { REFLECTOR_PORTS } from '../../model/services.ts';
import { CLASS } from '../../model/traffic.ts';

const IPPROTO_ICMP = 1;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
const IPPROTO_ICMPV6 = 58;

const isReflectorPort = new Uint8Array(65536);
for (const port of REFLECTOR_PORTS) isReflectorPort[port] = 1;

/** Class of a packet from its protocol, flags and shape. */
export function trafficClass(
  ipVersion: number,
  protocol: number,
  shape: number,
  flags: number,
  payload: number,
): number {
  if (ipVersion === 0) return CLASS.nonIp;
  if ((shape & SHAPE.laterFragment) !== 0) return CLASS.fragment;
  if (protocol === IPPROTO_TCP) {
    if ((shape & SHAPE.hasTcp) === 0) return CLASS.tcpOther;
    if ((flags & TCP.SYN) !== 0) {
      if ((flags & (TCP.RST | TCP.FIN)) !== 0) return CLASS.tcpOther;
      if ((flags & TCP.ACK) !== 0) return CLASS.synAck;
      return payload > 0 ? CLASS.synData : CLASS.syn;
    }
    if ((flags & TCP.RST) !== 0) return CLASS.rst;
    // A FIN by itself is a FIN; with PSH and URG, or with no flag at all, it belongs to no state of the protocol.
    if ((flags & TCP.ACK) === 0)
      return (flags & ~(TCP.ECE | TCP.CWR)) === TCP.FIN ? CLASS.fin : CLASS.tcpOther;
    if ((flags & TCP.FIN) !== 0) return CLASS.fin;
    return payload > 0 ? CLASS.data : CLASS.ack;
  }
  if (protocol === IPPROTO_UDP) return CLASS.udp;
  if (protocol === IPPROTO_ICMP) return CLASS.icmp;
  if (protocol === IPPROTO_ICMPV6) return CLASS.icmpv6;
  return CLASS.otherIp;
}

/**
 * The port that names the service: the server's for TCP, a reflector's source port or a well-known port for UDP (0 when both sides are
 * ephemeral, so that random-port floods stay one row a source), type * 256 + code for ICMP,
 * the protocol number for fragments and other protocols.
 */
export function servicePort(
  kind: number,
  protocol: number,
  sourcePort: number,
  destinationPort: number,
  icmpType: number,
  icmpCode: number,
): number {
  switch (kind) {
    case CLASS.syn:
    case CLASS.synData:
      return destinationPort;
    case CLASS.synAck:
      return sourcePort;
    case CLASS.udp:
      if (isReflectorPort[sourcePort] === 1) return sourcePort;
      if (destinationPort < 1024 || isReflectorPort[destinationPort] === 1) return destinationPort;
      return sourcePort < 1024 ? sourcePort : 0;
    case CLASS.icmp:
    case CLASS.icmpv6:
      return (icmpType << 8) | icmpCode;
    case CLASS.fragment:
    case CLASS.otherIp:
      return protocol;
    default:
      return Math.min(sourcePort, destinationPort);
  }
}
