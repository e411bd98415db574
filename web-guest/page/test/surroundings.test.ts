import { expect, test, vi } from 'vitest';
import { outside, surroundings } from '../src/join/surroundings.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const PIXEL =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';

const browser = (userAgent: string, getDirectory?: () => Promise<unknown>) =>
  ({ userAgent, storage: { getDirectory } }) as unknown as Navigator;
const refuse = () => Promise.reject(new DOMException('no', 'SecurityError'));

test('a browser that refuses its file system is private, an app says what it is', async () => {
  const safari = `${IPHONE} Version/18.3 Mobile/15E148 Safari/604.1`;
  expect(await surroundings(browser(safari, refuse), false)).toBe('private');
  expect(
    await surroundings(
      browser(safari, async () => ({})),
      false,
    ),
  ).toBe('ordinary');
  expect(await surroundings(browser(safari), false)).toBe('ordinary');
  expect(await surroundings(browser(IPHONE, refuse), false)).toBe('app');
  expect(await surroundings(browser(IPHONE), true)).toBe('ordinary');
});

test('a browser that does not say is an ordinary one, and nobody waits for it', async () => {
  vi.useFakeTimers();
  const silent = browser(`${IPHONE} Version/18.3 Mobile/15E148 Safari/604.1`, () => new Promise(() => {}));
  const found = surroundings(silent, false);
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  expect(await found).toBe('ordinary');
});

test('the way out keeps the whole link', () => {
  const link = { host: 'chat.example', pathname: '/i', hash: '#token.secret' } as Location;
  expect(outside(link, PIXEL)).toBe(
    'intent://chat.example/i#token.secret#Intent;scheme=https;action=android.intent.action.VIEW;end',
  );
  expect(outside(link, IPHONE)).toBe('x-safari-https://chat.example/i#token.secret');
  expect(outside(link, 'Mozilla/5.0 (X11; Linux x86_64)')).toBeUndefined();
});
