import { describe, expect, test } from 'vitest';
import { foldedParts } from '../src/messages/folding.ts';
import { linkParts } from '../src/messages/links.ts';

const fold = (text: string) => foldedParts(text, linkParts(text));
const textOf = (text: string) =>
  fold(text)
    ?.map((part) => part.text)
    .join('');

describe('folding', () => {
  test('leaves a message of usual length alone', () => {
    expect(fold('word '.repeat(150))).toBeUndefined();
    expect(fold('line\n'.repeat(15))).toBeUndefined();
  });

  test('shows the beginning of a long one, up to the end of a word', () => {
    const shown = textOf('seven77 '.repeat(200));
    expect(shown).toMatch(/seven77…$/);
    expect(shown?.length).toBeGreaterThan(500);
    expect(shown?.length).toBeLessThanOrEqual(601);
  });

  test('counts lines as well', () => {
    expect(textOf('a\n'.repeat(40))?.split('\n').length).toBe(12);
  });

  test('cuts a text without spaces between two characters', () => {
    expect(textOf('👍'.repeat(700))).toBe(`${'👍'.repeat(300)}…`);
    expect(textOf(`a${'👍'.repeat(700)}`)).toBe(`a${'👍'.repeat(299)}…`);
  });

  test('never cuts a link behind other words', () => {
    const address = `https://a.example/${'x'.repeat(100)}`;
    const parts = fold(`${'w '.repeat(280)}${address} ${'w '.repeat(200)}`) ?? [];
    expect(parts.every(({ href }) => href === undefined || href === address)).toBe(true);
    expect(parts.length).toBe(1);
  });

  test.each(['', '\n'])(
    'shows the beginning of a link that is long itself, where the message begins with it: %j',
    (before) => {
      const address = `https://a.example/${'x'.repeat(700)}`;
      const link = fold(`${before}${address} ${'w '.repeat(200)}`)?.at(-1);
      expect(link?.href).toBe(address);
      expect(link?.text).toMatch(/^a\.example\/x{400,}…$/);
    },
  );
});
