// Community ID of a flow, version 1 with seed 0: a short name for it that Zeek, Suricata and Wireshark compute alike.

import { createHash } from 'node:crypto';
import { isIpv4, parseAddress } from '../../model/address.ts';

const NUMBERS: Record<string, number> = { tcp: 6, udp: 17 };

/** '1:LQU9qZlK+B5F3KDmev6m5PMibrg='; '' where a port is not known. */
export function communityId(
  protocol: string,
  source: string,
  sourcePort: number,
  target: string,
  targetPort: number,
): string {
  const number = NUMBERS[protocol];
  if (number === undefined || sourcePort === 0 || targetPort === 0) return '';
  const ends = [end(source, sourcePort), end(target, targetPort)];
  // The lower address stands first, of equal addresses the lower port.
  ends.sort(Buffer.compare);
  const [low, high] = ends;
  const bytes = low.length - 2;
  const hash = createHash('sha1')
    .update(Buffer.from([0, 0]))
    .update(low.subarray(0, bytes))
    .update(high.subarray(0, bytes))
    .update(Buffer.from([number, 0]))
    .update(low.subarray(bytes))
    .update(high.subarray(bytes));
  return `1:${hash.digest('base64')}`;
}

// Address and port in network order.
function end(address: string, port: number): Buffer {
  const words = new Uint32Array(4);
  parseAddress(address, words, 0);
  const bytes = Buffer.alloc(18);
  for (const [index, word] of words.entries()) bytes.writeUInt32BE(word, 4 * index);
  bytes.writeUInt16BE(port, 16);
  return isIpv4(words, 0) ? bytes.subarray(12) : bytes;
}
