// A packet whose payload signature is known: its parts, and its frame.

import type { SignatureName } from '../../src/model/signatures.ts';
import * as w from './capture-writer.ts';

/** A packet whose signature is known. */
export interface SignedPacket {
  signature: SignatureName;
  sourcePort: number;
  destinationPort: number;
  payload: Uint8Array;
  tcp: boolean;
  /** What tshark's protocol and info columns must match; undefined where tshark knows no such protocol. */
  tshark: RegExp | undefined;
}

const CLIENT = 40000;
/** www.example.com as DNS writes it, in hexadecimal. */
export const NAME: string = '03777777 076578616d706c65 03636f6d 00'; // www.example.com
/** So many zero bytes. */
export function bytes(n: number): Uint8Array {
  return new Uint8Array(n);
}
/** Bytes of all parts; text is hexadecimal. */
export function parts(...items: (string | Uint8Array)[]): Uint8Array {
  return w.join(...items.map((item) => (typeof item === 'string' ? w.hex(item) : item)));
}

/** A UDP packet from a service port. */
export function answer(
  signature: SignatureName,
  port: number,
  payload: Uint8Array,
  tshark?: RegExp,
): SignedPacket {
  return { signature, sourcePort: port, destinationPort: CLIENT, payload, tcp: false, tshark };
}

/** A UDP packet to a service port. */
export function question(
  signature: SignatureName,
  port: number,
  payload: Uint8Array,
  tshark?: RegExp,
): SignedPacket {
  return { signature, sourcePort: CLIENT, destinationPort: port, payload, tcp: false, tshark };
}

/** A client's TCP segment. */
export function segment(signature: SignatureName, payload: Uint8Array, tshark: RegExp): SignedPacket {
  const destinationPort = signature === 'tlsClientHello' ? 443 : signature === 'sshBanner' ? 22 : 80;
  const sourcePort = CLIENT + payload.length; // connections of their own, or tshark sees retransmissions
  return { signature, sourcePort, destinationPort, payload, tcp: true, tshark };
}

/** The IPv4 packet. */
export function signedFrame(packet: SignedPacket): Uint8Array {
  const ports = w.join(w.number(packet.sourcePort, 2), w.number(packet.destinationPort, 2));
  const header = packet.tcp
    ? w.join(ports, w.tcp(0x18).subarray(4))
    : w.join(ports, w.number(8 + packet.payload.length, 2), w.hex('0000'));
  return w.ipv4({ protocol: packet.tcp ? 6 : 17 }, w.join(header, packet.payload));
}
