import { expect, test, vi } from 'vitest';
import { dayName } from '../src/language/days.ts';
import { changeLanguage, dictionary } from '../src/language/dictionary.ts';
import { keepLanguage, locale } from '../src/language/language.ts';

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', {
  setItem: (key: string, value: string) => kept.set(key, value),
  getItem: (key: string) => kept.get(key) ?? null,
});
const root = { lang: '', dir: '' };
vi.stubGlobal('document', { documentElement: root });
const say = dictionary({ hello: 'Hello', bye: 'Bye' }, { ar: '/ar', de: '/de', es: '/es', fr: '/fr', ro: '/ro' });

test('another language counts everywhere at once, and is remembered', async () => {
  vi.stubGlobal('fetch', async (address: string) => Response.json({ hello: `hello from ${address}` }));
  await changeLanguage('ar');
  expect([say('hello'), say('bye')]).toEqual(['hello from /ar', 'Bye']);
  expect(root).toEqual({ lang: 'ar', dir: 'rtl' });
  expect(dayName(0, 0)).toBe('اليوم');
  expect([...kept.values()]).toEqual(['ar']);
  await changeLanguage('en');
  expect([say('hello'), dayName(0, 0), root.dir]).toEqual(['Hello', 'Today', 'ltr']);
});

test('a language whose texts cannot be had changes nothing', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 503 }));
  await expect(changeLanguage('de')).rejects.toThrow();
  expect([locale.value.language, say('hello'), root.lang]).toEqual(['en', 'Hello', 'en']);
});

test('dates stay in the reader’s own form of a language', () => {
  vi.stubGlobal('navigator', { languages: ['de-AT', 'en-GB'] });
  keepLanguage('en');
  expect(locale.value).toEqual({ language: 'en', tag: 'en-GB' });
  keepLanguage('fr');
  expect(locale.value).toEqual({ language: 'fr', tag: 'fr' });
});

test('a page that is opened again begins in the language that was chosen', async () => {
  vi.stubGlobal('navigator', { languages: ['de-AT', 'en-GB'] });
  for (const [choice, begins] of [
    ['ro', 'ro'],
    ['de', 'de-AT'],
    ['xx', 'de-AT'],
  ] as const) {
    localStorage.setItem('guestchat-language', choice);
    vi.resetModules();
    const page = await import('../src/language/language.ts');
    expect(page.locale.value.tag).toBe(begins);
  }
});
