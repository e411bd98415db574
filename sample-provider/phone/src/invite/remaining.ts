/** Units of a countdown, the largest first, with their length in milliseconds. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

export interface Remaining {
  readonly amount: number;
  readonly unit: (typeof UNITS)[number][0];
  /** Milliseconds until this is another amount. */
  readonly changesIn: number;
}

/** What is left of a time, in the largest unit of which there is at least one, rounded down; undefined when it is over. */
export function remaining(milliseconds: number): Remaining | undefined {
  for (const [unit, length] of UNITS) {
    if (milliseconds >= length) {
      return { unit, amount: Math.floor(milliseconds / length), changesIn: (milliseconds % length) + 1 };
    }
  }
  return undefined;
}
