import { expect, test } from 'vitest';
import { remaining } from '../src/invite/remaining.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [7 * 24 * HOUR, 7, 'day', 1],
  [47 * HOUR, 1, 'day', 23 * HOUR + 1],
  [90 * MINUTE, 1, 'hour', 30 * MINUTE + 1],
  [61_500, 1, 'minute', 1501],
  [59_999, 59, 'second', 1000],
])('%d ms are left as %d %s', (milliseconds, amount, unit, changesIn) => {
  expect(remaining(milliseconds)).toEqual({ amount, unit, changesIn });
});

test('nothing is left of a time that is over', () => {
  expect(remaining(999)).toBeUndefined();
  expect(remaining(-5)).toBeUndefined();
});
