import type { Texts } from '@guestchat/chat';
import { expect, test } from 'vitest';
import { flaws } from '../../../web-guest/chat/test/flaws.ts';
import { leftOver, offences } from '../../../web-guest/chat/test/sources.ts';
import { pathOf } from '../src/invite/QrCode.tsx';
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

test('a row of dark modules is drawn as one rectangle', () => {
  const path = pathOf([
    [true, true, false, true],
    [false, false, false, false],
    [false, true, true, true],
  ]);
  expect(path).toBe('M0 0h2v1H0zM3 0h1v1H3zM1 2h3v1H1z');
});
