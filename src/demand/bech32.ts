// Segregated-witness addresses: Bech32 (BIP-173) for witness version 0, Bech32m (BIP-350) for later ones.

const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32 = 1;
const BECH32M = 0x2bc830a3;
const CHECKSUM_CHARACTERS = 6;
const MAX_LENGTH = 90;

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of GENERATOR.entries()) if ((top >>> bit) & 1) sum ^= generator;
  }
  return sum >>> 0;
}

// 5-bit groups to bytes; undefined when the padding is longer than 4 bits or not zero.
function toBytes(groups: readonly number[]): number[] | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const group of groups) {
    held = ((held << 5) | group) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return bits >= 5 || (held & ((1 << bits) - 1)) !== 0 ? undefined : bytes;
}

/** 'bech32' or 'bech32m' for a valid address with this human-readable part; undefined when anything about it is wrong. */
export function segwitFormat(address: string, humanPart: string): 'bech32' | 'bech32m' | undefined {
  const lower = address.toLowerCase();
  if ((address !== lower && address !== address.toUpperCase()) || address.length > MAX_LENGTH)
    return undefined;
  if (!lower.startsWith(`${humanPart}1`)) return undefined;
  const data = [...lower.slice(humanPart.length + 1)].map((character) => CHARSET.indexOf(character));
  if (data.length < CHECKSUM_CHARACTERS + 1 || data.includes(-1)) return undefined;
  const codes = [...humanPart].map((character) => character.charCodeAt(0));
  const expanded = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
  const sum = polymod([...expanded, ...data]);
  const [version, ...program] = data.slice(0, -CHECKSUM_CHARACTERS);
  const bytes = toBytes(program);
  if (bytes === undefined || version > 16 || bytes.length < 2 || bytes.length > 40) return undefined;
  if (version === 0)
    return sum === BECH32 && (bytes.length === 20 || bytes.length === 32) ? 'bech32' : undefined;
  return sum === BECH32M ? 'bech32m' : undefined;
}
