import { expect, test } from 'vitest';
import english from '../src/texts/en.json';
import { leftOver, offences } from './sources.ts';

test('components take every word from the dictionary, and build every node themselves', () => {
  const files = import.meta.glob<string>('../src/**/*.tsx', { query: '?raw', import: 'default', eager: true });
  expect(Object.keys(files).length).toBeGreaterThan(0);
  expect(offences(files)).toEqual([]);
});

test('every text is asked for somewhere', () => {
  const files = import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
  expect(leftOver(english, files)).toEqual([]);
});
