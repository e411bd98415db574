import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retryWhenAwake } from '../src/link/retrying.ts';

const page = { hidden: false };
let window: EventTarget;
const happens = (event: string) => window.dispatchEvent(Object.assign(new Event(event), { persisted: true }));

beforeEach(() => {
  window = new EventTarget();
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
  vi.stubGlobal('document', page);
  page.hidden = false;
});
afterEach(() => vi.unstubAllGlobals());

test('a link is tried again when the network returns, once each time, until its screen is left', () => {
  const retry = vi.fn();
  const stop = retryWhenAwake(() => false, retry);
  happens('offline');
  expect(retry).toHaveBeenCalledTimes(0);
  happens('online');
  expect(retry).toHaveBeenCalledTimes(1);
  page.hidden = true;
  happens('online');
  expect(retry).toHaveBeenCalledTimes(2);
  stop();
  happens('online');
  expect(retry).toHaveBeenCalledTimes(2);
});

test('a link is tried again when the reader comes back, not when they leave', () => {
  const retry = vi.fn();
  retryWhenAwake(() => false, retry);
  page.hidden = true;
  happens('visibilitychange');
  expect(retry).toHaveBeenCalledTimes(0);
  page.hidden = false;
  happens('visibilitychange');
  happens('pageshow');
  expect(retry).toHaveBeenCalledTimes(2);
});

test('a link is not tried again before the service wants it to be', () => {
  const retry = vi.fn();
  retryWhenAwake(() => true, retry);
  happens('online');
  happens('visibilitychange');
  expect(retry).not.toHaveBeenCalled();
});
