// Numbers rounded for people.

/** Thousands grouped by commas: 61,204,118. Rounds to whole numbers. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Rounded to one tenth. */
export function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
