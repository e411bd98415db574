import { afterEach, expect, test, vi } from 'vitest';
import { browserEnvironment } from '../src/environment/browser.js';

afterEach(() => vi.unstubAllGlobals());

test('a page is woken by the network, and by a reader who comes back, until it stops listening', () => {
  // Given a window, and the document in it
  const window = new EventTarget();
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
  const reasons: string[] = [];
  const stop = browserEnvironment().onWake((reason) => reasons.push(reason));
  const happen = () => {
    for (const event of ['online', 'pageshow', 'visibilitychange', 'offline', 'focus'])
      window.dispatchEvent(Object.assign(new Event(event), { persisted: true }));
  };
  // When
  happen();
  stop();
  happen();
  // Then
  expect(reasons).toEqual(['online', 'visible', 'visible']);
});

test('a page that has just been loaded is not woken by that', () => {
  const window = new EventTarget();
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
  let wakes = 0;
  browserEnvironment().onWake(() => wakes++);
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  expect(wakes).toBe(0);
});

test('nobody looks at a page that is hidden', () => {
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  expect(browserEnvironment().hidden()).toBe(true);
  vi.stubGlobal('document', { visibilityState: 'visible' });
  expect(browserEnvironment().hidden()).toBe(false);
});
