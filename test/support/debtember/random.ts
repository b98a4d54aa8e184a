// A small seeded source of random numbers (mulberry32 by Tommy Ettinger, public domain): the same seed gives the same evidence.

/** Draws numbers; each kind of evidence has its own, so that a change to one does not shift the others. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 to 2^32 - 1. */
  word(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** 0 (included) to 1 (excluded). */
  share(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.share() * (to - from + 1));
  }

  between(from: number, to: number): number {
    return from + this.share() * (to - from);
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.share() * items.length)];
  }

  /** One of the items, each as likely as its weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let left = this.share() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return items[items.length - 1][0];
  }

  /** Exponential waiting time with the given mean. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.share());
  }

  /** How many arrivals happen when `mean` are expected (Poisson, by waiting times). */
  arrivals(mean: number): number {
    let count = 0;
    for (let at = this.wait(1); at < mean; at += this.wait(1)) count++;
    return count;
  }

  /** Lower-case letters. */
  letters(count: number): string {
    let text = '';
    for (let i = 0; i < count; i++) text += String.fromCharCode(0x61 + this.whole(0, 25));
    return text;
  }
}
