import { expect, test } from 'vitest';
import { offences } from './sources.ts';

test('components take every word from the dictionary, and build every node themselves', () => {
  const files = import.meta.glob<string>('../src/**/*.tsx', { query: '?raw', import: 'default', eager: true });
  expect(Object.keys(files).length).toBeGreaterThan(0);
  expect(offences(files)).toEqual([]);
});
