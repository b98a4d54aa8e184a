// Hashes that payment addresses are checked with.

import { createHash } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3';

/** SHA-256. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** Keccak-256 with the padding of before SHA-3, as Ethereum and Monero use it. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return keccak_256(bytes);
}
