// Time and memory of attribution: loading the databases, 1 M distinct sources in one call, and describing them.
import { openAttributor } from '../../src/aggregate/attribute.ts';
import { parseAddress } from '../../src/model/address.ts';

const COUNT = 1_000_000;
/** One row in so many is IPv6. */
const IPV6_EVERY = 20;

/** Prints one line a step. */
export async function run(): Promise<void> {
  const words = randomAddresses(COUNT, 1);
  const one = new Uint32Array(4);
  parseAddress('8.8.8.8', one, 0);
  const rssBefore = process.memoryUsage.rss();
  let from = performance.now();
  const step = (name: string): void => {
    const now = performance.now();
    const rssMb = (process.memoryUsage.rss() - rssBefore) / 1e6;
    console.log(
      `attribute: ${name.padEnd(44)} ${(now - from).toFixed(0).padStart(6)} ms, +${rssMb.toFixed(0)} MB`,
    );
    from = performance.now();
  };
  const attributor = await openAttributor({});
  step('open');
  attributor.lookup(one, 0);
  step('first IPv4 address (ASN and second opinion load)');
  parseAddress('2a00:1450:4001::1', one, 0);
  attributor.lookup(one, 0);
  step('first IPv6 address');
  const rows = attributor.attributeAll(words, COUNT);
  step(`${COUNT} random addresses, 5 % IPv6, cold`);
  attributor.attributeAll(words, COUNT);
  step('the same again, warm');
  let known = 0;
  for (let i = 0; i < COUNT; i += 10) if (rows.describe(i).country !== '') known++;
  step(`${COUNT / 10} rows described, ${known} with a country`);
  await attributor.databases();
  step('databases() with SHA-256');
}

/** Random addresses, IPv4 from 1.0.0.0 to 223.255.255.255, IPv6 from 2000::/3 with 2400::/12 to 2c00::/12 favoured. */
function randomAddresses(count: number, seed: number): Uint32Array {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state ^ (state >>> 15)) >>> 0;
  };
  const words = new Uint32Array(4 * count);
  for (let i = 0; i < count; i++) {
    if (i % IPV6_EVERY === 0) {
      words[4 * i] = (0x24000000 + (random() % 6) * 0x02000000 + (random() & 0x1ffffff)) >>> 0;
      for (let k = 1; k < 4; k++) words[4 * i + k] = random();
    } else {
      words[4 * i + 2] = 0xffff;
      words[4 * i + 3] = 0x01000000 + (random() % 0xdf000000);
    }
  }
  return words;
}
