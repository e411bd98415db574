import { expect, test } from 'vitest';
import { type Texts, translator } from '../src/language/dictionary.ts';
import { chooseLocale, LANGUAGES } from '../src/language/language.ts';
import { flaws } from './flaws.ts';

test('every language has every text, plural form and placeholder', () => {
  expect(flaws(import.meta.glob<Texts<string>>('../src/texts/*.json', { import: 'default', eager: true }))).toEqual([]);
});

test('a count takes the plural form and the digits of its language', () => {
  const english = translator({ left: { one: '{n} hour', other: '{n} hours' } }, 'en');
  const romanian = translator({ left: { one: '{n} oră', few: '{n} ore', other: '{n} de ore' } }, 'ro');
  expect([1, 2, 20].map((n) => english('left', { n }))).toEqual(['1 hour', '2 hours', '20 hours']);
  expect([1, 2, 20].map((n) => romanian('left', { n }))).toEqual(['1 oră', '2 ore', '20 de ore']);
});

test('a value is put in as it is, even one that looks like a placeholder', () => {
  const translate = translator({ hello: 'Hello {name}' }, 'en');
  expect(translate('hello', { name: '{n} $& <b>' })).toBe('Hello {n} $& <b>');
});

test('a name keeps its own direction in a text from right to left', () => {
  const translate = translator({ hello: 'مرحبا {name}.' }, 'ar');
  expect(translate('hello', { name: 'Mira' })).toBe('مرحبا \u2068Mira\u2069.');
});

test('the first language of the reader that we speak is chosen, English otherwise', () => {
  expect(chooseLocale(['ja-JP', 'ro-MD', 'en'])).toEqual({ language: 'ro', tag: 'ro-MD' });
  expect(chooseLocale(['ja']).language).toBe('en');
  expect(chooseLocale([]).language).toBe('en');
});

test.each([
  ['fr', 'Supprimer ?'],
  ['de', 'schreibt…'],
  ['es', 'Seguro?'],
  ['ar', 'حقا?'],
  ['ro', 'mesaje ştiute'],
  ['en', "you're back"],
])('a text in %s that is set otherwise than its readers do is found', (language, text) => {
  const texts = { texts: 'x' };
  const files = Object.fromEntries(LANGUAGES.map((other) => [`/${other}.json`, texts]));
  expect(flaws({ ...files, [`/${language}.json`]: { texts: text } })).toHaveLength(1);
});
