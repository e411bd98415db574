import type { Texts } from '@guestchat/chat';
import { expect, test } from 'vitest';
import { flaws } from '../../../web-guest/chat/test/flaws.ts';
import { leftOver, offences } from '../../../web-guest/chat/test/sources.ts';
import english from '../src/texts/en.json';

test('every language has every text, plural form and placeholder', () => {
  expect(flaws(import.meta.glob<Texts<string>>('../src/texts/*.json', { import: 'default', eager: true }))).toEqual([]);
});

test('components take every word from the dictionary, and build every node themselves', () => {
  const files = import.meta.glob<string>('../src/**/*.tsx', { query: '?raw', import: 'default', eager: true });
  expect(Object.keys(files).length).toBeGreaterThan(0);
  expect(offences(files)).toEqual([]);
});

test('every text is asked for somewhere', () => {
  const files = import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
  expect(leftOver(english, files)).toEqual([]);
});
