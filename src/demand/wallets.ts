// Payment addresses in a text: found by their shape, checked by their checksum. A wrong checksum is told, never dropped in silence.

import type { DemandWallet } from '../model/demand.ts';
import { base58Check, moneroPayload } from './base58.ts';
import { segwitFormat } from './bech32.ts';
import { keccak256 } from './hashes.ts';

/** What an address was found to be. */
export type CheckedWallet = Pick<DemandWallet, 'asset' | 'format' | 'address' | 'checksum'>;

const BASE58 = '[1-9A-HJ-NP-Za-km-z]';
// bc1q..., 0x..., 4..., 1..., L..., D..., T...; the longest shapes first.
const CANDIDATE = new RegExp(
  `(?<![A-Za-z0-9])(?:(?:bc|BC|ltc|LTC)1[0-9A-Za-z]{6,87}|0[xX][0-9a-fA-F]{40}|[48]${BASE58}{94}(?:${BASE58}{11})?|[13LMDA9T]${BASE58}{25,34})(?![A-Za-z0-9])`,
  'g',
);
const MOST_WALLETS = 50;

// Version bytes of Base58Check payloads of 21 bytes: chain parameters of the reference clients.
const VERSIONS: ReadonlyMap<number, DemandWallet['asset']> = new Map([
  [0x00, 'BTC'],
  [0x05, 'BTC'], // Litecoin once used it too
  [0x30, 'LTC'],
  [0x32, 'LTC'],
  [0x1e, 'DOGE'],
  [0x16, 'DOGE'],
  [0x41, 'TRX'],
]);
const ASSET_OF_FIRST: Readonly<Record<string, DemandWallet['asset']>> = {
  '1': 'BTC',
  '3': 'BTC',
  L: 'LTC',
  M: 'LTC',
  D: 'DOGE',
  A: 'DOGE',
  '9': 'DOGE',
  T: 'TRX',
};
// Standard, integrated and sub-address of the main network.
const MONERO_NETWORKS: readonly number[] = [18, 19, 42];

// A word that happens to begin with L, M, D, A, 9 or T is not an address with a wrong checksum, unless the text speaks of the coin.
const NAMED: Partial<Record<DemandWallet['asset'], RegExp>> = {
  LTC: /litecoin|\bltc\b/i,
  DOGE: /doge/i,
  TRX: /\btrx\b|tron|usdt|tether/i,
};

/** EIP-55: the case of each letter is a bit of the hash of the address in lower case. */
function eip55(address: string): CheckedWallet['checksum'] {
  const digits = address.slice(2);
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return 'none';
  const hash = Buffer.from(keccak256(Buffer.from(lower, 'ascii'))).toString('hex');
  const right = [...lower].every((digit, at) => {
    const written = Number.parseInt(hash[at], 16) >= 8 ? digit.toUpperCase() : digit;
    return written === digits[at];
  });
  return right ? 'valid' : 'invalid';
}

/** What an address-like word is; undefined when it is none. `text` is what it stands in. */
export function checkWallet(address: string, text: string): CheckedWallet | undefined {
  if (/^0x/i.test(address)) return { asset: 'ETH', format: 'eip55', address, checksum: eip55(address) };
  const human = /^(bc|ltc)1/i.exec(address)?.[1].toLowerCase();
  if (human !== undefined) {
    const format = segwitFormat(address, human);
    const asset = human === 'bc' ? 'BTC' : 'LTC';
    return {
      asset,
      format: format ?? 'bech32',
      address,
      checksum: format === undefined ? 'invalid' : 'valid',
    };
  }
  if (address.length >= 95) {
    const payload = moneroPayload(address);
    const valid = payload !== undefined && MONERO_NETWORKS.includes(payload[0]);
    return { asset: 'XMR', format: 'monero', address, checksum: valid ? 'valid' : 'invalid' };
  }
  const payload = base58Check(address);
  const asset = payload?.length === 21 ? VERSIONS.get(payload[0]) : undefined;
  if (asset !== undefined) return { asset, format: 'base58check', address, checksum: 'valid' };
  const looksLike = ASSET_OF_FIRST[address[0]];
  const named = NAMED[looksLike]?.test(text) ?? true;
  const mixed = /\d/.test(address) && /[a-z]/.test(address) && /[A-Z]/.test(address);
  return named && mixed
    ? { asset: looksLike, format: 'base58check', address, checksum: 'invalid' }
    : undefined;
}

/** All addresses in a text, each once, in order. */
export function findWallets(text: string): Omit<DemandWallet, 'amount'>[] {
  const found = new Map<string, Omit<DemandWallet, 'amount'>>();
  for (const match of text.matchAll(CANDIDATE)) {
    const [address] = match;
    if (found.size >= MOST_WALLETS) break;
    if (found.has(address)) continue;
    const wallet = checkWallet(address, text);
    const quote = { text: address, start: match.index, end: match.index + address.length };
    if (wallet !== undefined) found.set(address, { ...wallet, quote });
  }
  return [...found.values()];
}
