// Base58 with the checksums of Bitcoin (Base58Check) and Monero.

import { keccak256, sha256 } from './hashes.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CHECKSUM_BYTES = 4;

/** Bytes of a Base58 text, leading ones as zero bytes; undefined for other characters. */
export function base58Bytes(text: string): Uint8Array | undefined {
  const digits: number[] = []; // base 256, least first
  for (const character of text) {
    let carry = ALPHABET.indexOf(character);
    if (carry < 0) return undefined;
    for (let at = 0; at < digits.length; at++) {
      carry += digits[at] * 58;
      digits[at] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) digits.push(carry & 0xff);
  }
  const zeros = /^1*/.exec(text)![0].length;
  return Uint8Array.from([...new Array<number>(zeros).fill(0), ...digits.reverse()]);
}

/** Version and payload of a Base58Check text; undefined when its checksum is wrong. */
export function base58Check(text: string): Uint8Array | undefined {
  const bytes = base58Bytes(text);
  if (bytes === undefined || bytes.length <= CHECKSUM_BYTES) return undefined;
  const payload = bytes.subarray(0, -CHECKSUM_BYTES);
  const sum = sha256(sha256(payload));
  return Buffer.from(sum.subarray(0, CHECKSUM_BYTES)).equals(bytes.subarray(-CHECKSUM_BYTES))
    ? payload
    : undefined;
}

// Monero encodes blocks of 8 bytes as 11 characters, and a last shorter block by this table (index: characters).
const BLOCK_CHARACTERS = 11;
const BYTES_OF_CHARACTERS = [0, -1, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8];

/** Network byte and keys of a Monero address; undefined when it or its checksum is wrong. */
export function moneroPayload(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += BLOCK_CHARACTERS) {
    const block = text.slice(at, at + BLOCK_CHARACTERS);
    const length = BYTES_OF_CHARACTERS[block.length];
    let value = 0n;
    for (const character of block) {
      const digit = ALPHABET.indexOf(character);
      if (digit < 0) return undefined;
      value = value * 58n + BigInt(digit);
    }
    if (length < 0 || value >> BigInt(8 * length) !== 0n) return undefined;
    for (let index = length - 1; index >= 0; index--)
      bytes.push(Number((value >> BigInt(8 * index)) & 0xffn));
  }
  const whole = Uint8Array.from(bytes);
  const payload = whole.subarray(0, -CHECKSUM_BYTES);
  const sum = keccak256(payload).subarray(0, CHECKSUM_BYTES);
  return Buffer.from(sum).equals(whole.subarray(-CHECKSUM_BYTES)) ? payload : undefined;
}
