import { describe, expect, test } from 'vitest';
import { linkParts } from '../src/messages/links.ts';

const links = (text: string) => linkParts(text).filter((part) => part.href);

describe('linkParts', () => {
  test('leaves the text as it is and shows addresses without their scheme', () => {
    expect(linkParts('See https://harbour.example/visit for more')).toEqual([
      { text: 'See ' },
      { text: 'harbour.example/visit', href: 'https://harbour.example/visit' },
      { text: ' for more' },
    ]);
  });

  test.each([
    ['https://a.example.', 'https://a.example/'],
    ['(https://a.example/x)', 'https://a.example/x'],
    ['https://a.example/x_(y)', 'https://a.example/x_(y)'],
    ['https://a.example/?q=1, and', 'https://a.example/?q=1'],
    ['HTTP://A.example/x!?', 'http://a.example/x'],
    ['https://a.example، ثم', 'https://a.example/'],
    ['هل هو https://a.example/x؟', 'https://a.example/x'],
    ['在 https://a.example/x。', 'https://a.example/x'],
    ['“https://a.example/x”, yes', 'https://a.example/x'],
    ['«https://a.example»', 'https://a.example/'],
    ['„https://a.example/x“', 'https://a.example/x'],
    ["'https://a.example/x'.", 'https://a.example/x'],
    ["https://a.example/wiki/L'Étranger", "https://a.example/wiki/L'%C3%89tranger"],
  ])('%s leads to %s', (text, href) => {
    expect(links(text).map((part) => part.href)).toEqual([href]);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,hello',
    'https://bank.example@evil.example/',
    'https://user:word@evil.example/',
    'https://',
    'ftp://a.example',
    'xhttps://a.example',
  ])('%s is text only', (text) => {
    expect(linkParts(text)).toEqual([{ text }]);
  });

  test.each(['https://аррӏе.com/login', 'https:///аррӏе.com/login'])(
    'a host that only looks familiar is shown encoded: %s',
    (text) => {
      expect(links(text)[0]?.text).toBe('xn--80ak6aa92e.com/login');
    },
  );

  test.each([
    ['HTTPS://A.example:8443/x', 'A.example:8443/x'],
    ['https://a.example:443/x', 'a.example:443/x'],
    ['https://a.example/é', 'a.example/é'],
  ])('%s is shown as it was written', (text, shown) => {
    expect(links(text)[0]?.text).toBe(shown);
  });

  test('characters that turn the direction of writing end an address', () => {
    expect(links('https://a.example/\u202emoc.elgoog')[0]?.href).toBe('https://a.example/');
  });

  test('what is shown is the whole text, in order', () => {
    const text = 'a https://a.example b https://b.example.';
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe('a a.example b b.example.');
  });
});
