// Numbers rounded for people.

/** Thousands grouped by commas: 61,204,118. Rounds to whole numbers. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** "1 source address", "1,204 source addresses". */
export function sourceAddresses(count: number): string {
  return `${grouped(count)} source address${count === 1 ? '' : 'es'}`;
}

/** Rounded to one tenth. */
export function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
