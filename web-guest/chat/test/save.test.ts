import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { saveTranscript } from '../src/transcript/save.ts';
import { FakeChat } from './FakeChat.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const SAFARI = `${IPHONE} Version/18.3 Mobile/15E148 Safari/604.1`;
const WEB_VIEW =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8; wv) AppleWebKit/537.36 Chrome/137.0.0.0 Mobile Safari/537.36';
const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0';

const chat = new FakeChat({ messages: [{ id: 'a', mine: false, text: 'Thursday', at: 0 }] });
const downloads: string[] = [];
const share = vi.fn(async (_: ShareData) => {});

beforeEach(() => {
  vi.useFakeTimers();
  downloads.length = 0;
  share.mockReset();
  const link = { download: '', click: () => downloads.push(link.download) };
  vi.stubGlobal('document', { createElement: () => link });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A browser that can share files, or not. */
function within(userAgent: string, shares: boolean): void {
  vi.stubGlobal('navigator', shares ? { userAgent, canShare: () => true, share } : { userAgent });
}

test.each([true, false])(
  'a browser is offered the file, and nobody is told that it has it (it shares: %s)',
  async (shares) => {
    within(DESKTOP, shares);
    expect(await saveTranscript(chat)).toEqual({ kind: 'offered' });
    expect(downloads).toEqual([expect.stringMatching(/^chat-Amal-Haddad-.*\.txt$/)]);
    expect(share).not.toHaveBeenCalled();
  },
);

test.each([SAFARI, IPHONE])('an iPhone shares it: %s', async (userAgent) => {
  within(userAgent, true);
  expect(await saveTranscript(chat)).toEqual({ kind: 'shared' });
  const [copy] = share.mock.calls[0]?.[0].files ?? [];
  expect(await copy?.text()).toContain('Amal Haddad: Thursday');
  expect(downloads).toEqual([]);
});

test('who closes the sheet has saved nothing', async () => {
  within(SAFARI, true);
  share.mockRejectedValue(new DOMException('', 'AbortError'));
  expect(await saveTranscript(chat)).toEqual({ kind: 'cancelled' });
  expect(downloads).toEqual([]);
});

test('what cannot be shared now is offered, or shown where nothing can be downloaded', async () => {
  share.mockRejectedValue(new DOMException('', 'NotAllowedError'));
  within(SAFARI, true);
  expect(await saveTranscript(chat)).toEqual({ kind: 'offered' });
  within(IPHONE, true);
  expect(await saveTranscript(chat)).toMatchObject({ kind: 'shown' });
});

test('an app’s built-in browser that shares nothing shows the text', async () => {
  within(WEB_VIEW, false);
  expect(await saveTranscript(chat)).toEqual({ kind: 'shown', text: expect.stringContaining('Amal Haddad: Thursday') });
  expect(downloads).toEqual([]);
});
