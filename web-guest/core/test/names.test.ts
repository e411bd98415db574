import { describe, expect, it } from 'vitest';
import { cleanName } from '../src/content/names.js';

describe('a name', () => {
  it.each([
    ['nothing', ''],
    ['spaces', ' \u00a0\u3000\t'],
    ['a zero-width space', '\u200b'],
    ['a soft hyphen', '\u00ad'],
    ['Hangul fillers', '\u3164\u115f\u1160\uffa0'],
    ['a blank of Braille', '\u2800'],
    ['joiners with nothing to join', ' \u200d\u200c\ufe0f '],
    ['more joiners than a name may have letters', `${'\u200d'.repeat(64)}a`],
    ['marks that turn the direction of writing', '\u202e\u2066\u061c\u200f'],
  ])('is none when it is blank: %s', (_what, blank) => {
    expect(cleanName(blank)).toBeUndefined();
  });

  it.each([
    ['Ana\u200b\u00ad\u2060 \u3164Pop\u202e', 'Ana Pop'],
    ['  Ana \n Pop  ', 'Ana Pop'],
    ['\u0645\u06cc\u200c\u0631\u0627', '\u0645\u06cc\u200c\u0631\u0627'],
    ['👩🏽‍⚕️ Ana ❤️', '👩🏽‍⚕️ Ana ❤️'],
    [
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    ],
    ['𝔘'.repeat(65), '𝔘'.repeat(64)],
  ])('is without what nobody sees, and with all that letters and pictures are made of: %j', (given, shown) => {
    expect(cleanName(given)).toBe(shown);
  });
});
