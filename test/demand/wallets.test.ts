// Payment addresses: the vectors of BIP-173, BIP-350 and EIP-55, published addresses of the other coins, and each with one character wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { segwitFormat } from '../../src/demand/bech32.ts';
import { checkWallet, findWallets } from '../../src/demand/wallets.ts';

// BIP-350, "test vectors for v0-v16 native segregated witness addresses", main network.
const SEGWIT_VALID: [string, 'bech32' | 'bech32m'][] = [
  ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'bech32'],
  ['bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y', 'bech32m'],
  ['BC1SW50QGDZ25J', 'bech32m'],
  ['bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', 'bech32m'],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', 'bech32m'],
];
// BIP-350 and BIP-173, invalid addresses of the main network.
const SEGWIT_INVALID = [
  'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', // Bech32 instead of Bech32m
  'BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL',
  'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', // Bech32m instead of Bech32
  'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', // invalid character
  'BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R', // witness version 17
  'bc1pw5dgrnzv', // program of 1 byte
  'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav', // 41 bytes
  'BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', // program length for version 0
  'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', // BIP-173: checksum
  'bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du', // zero padding of more than 4 bits
  'bc1gmk9yu', // empty data
];

test('report check 15: segregated witness: the vectors of BIP-350 and BIP-173, and each with any one character changed', () => {
  for (const [address, format] of SEGWIT_VALID) assert.equal(segwitFormat(address, 'bc'), format, address);
  for (const address of SEGWIT_INVALID) assert.equal(segwitFormat(address, 'bc'), undefined, address);
  for (const [address] of SEGWIT_VALID)
    for (let at = 3; at < address.length; at++) {
      const other = address[at].toLowerCase() === 'q' ? 'p' : 'q';
      const wrong = (address.slice(0, at) + other + address.slice(at + 1)).toLowerCase();
      assert.equal(segwitFormat(wrong, 'bc'), undefined, wrong);
    }
  assert.equal(segwitFormat('bc1QW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc'), undefined, 'mixed case');
  assert.equal(segwitFormat('BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'ltc'), undefined);
});

test('report check 15: EIP-55: the vectors of the specification', () => {
  for (const address of [
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
    '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
    '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
  ]) {
    assert.equal(checkWallet(address, '')?.checksum, 'valid', address);
    assert.equal(checkWallet(address.toLowerCase(), '')?.checksum, 'none');
    // One letter in the other case.
    const wrong = address.replace(/[a-f](?=[^a-f]*$)/, (letter) => letter.toUpperCase());
    assert.notEqual(wrong, address);
    assert.equal(checkWallet(wrong, '')?.checksum, 'invalid', wrong);
  }
  // Normal spellings in one case: nothing to check.
  assert.equal(checkWallet('0x52908400098527886E0F7030069857D2E4169EE7', '')?.checksum, 'none');
  assert.equal(checkWallet('0xde709f2102306220921060314715629080e2fb77', '')?.checksum, 'none');
});

// The first block's coinbase; a P2SH example of the Bitcoin wiki; published donation and contract addresses.
const BASE58: [string, string][] = [
  ['BTC', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ['BTC', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
  ['LTC', 'LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1'],
  ['DOGE', 'DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L'],
  ['TRX', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
  ['XMR', '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A'],
];

test('report check 15: Base58 of six coins: valid as published, invalid with any one character changed', () => {
  for (const [asset, address] of BASE58) {
    const text = `Send litecoin, dogecoin or USDT to ${address}, now.`;
    assert.deepEqual(
      findWallets(text).map((wallet) => [wallet.asset, wallet.address, wallet.checksum]),
      [[asset, address, 'valid']],
    );
    for (let at = 1; at < address.length; at++) {
      const other = address[at] === 'x' ? 'y' : 'x';
      const wrong = address.slice(0, at) + other + address.slice(at + 1);
      assert.deepEqual(
        findWallets(text.replace(address, wrong)).map((wallet) => [wallet.address, wallet.checksum]),
        [[wrong, 'invalid']],
      );
    }
  }
});

test('words that only look like addresses are none; the same address counts once', () => {
  assert.deepEqual(findWallets('TheQuickBrownFoxJumpsoverTheLazyDog and 3333333333333333333333333333'), []);
  assert.deepEqual(findWallets('Ma5kedWordofThirtyCharacters12345'), [], 'no coin is named');
  const twice = `${BASE58[0][1]} or ${BASE58[0][1]}`;
  assert.equal(findWallets(twice).length, 1);
  assert.deepEqual(findWallets(`x${BASE58[0][1]}`), []);
  const [wallet] = findWallets('to bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4.');
  assert.deepEqual(
    [wallet.asset, wallet.format, wallet.checksum, wallet.quote.start],
    ['BTC', 'bech32', 'valid', 3],
  );
});
