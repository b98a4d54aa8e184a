// Whole numbers for people.

/** Thousands grouped by commas: 61,204,118. Rounds to whole numbers. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
