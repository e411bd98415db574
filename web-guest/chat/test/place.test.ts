import type { Message } from '@guestchat/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { usePlace } from '../src/screen/place.ts';
import { call, forget } from './components.ts';

vi.mock('@preact/signals', async (original) => ({
  ...(await original<object>()),
  ...(await import('./components.ts')).signals,
}));
vi.mock('preact/hooks', async () => (await import('./components.ts')).hooks);

const HEIGHT = 500;
const messages = ['a', 'b', 'c'].map((id): Message => ({ id, mine: false, text: id, at: 0 }));

/** A list at its end, so high as all its messages are; one that is brought into view stands at `top` then. */
function opened(scrollHeight: number, top: number) {
  const list = {
    scrollHeight,
    scrollTop: scrollHeight - HEIGHT,
    clientHeight: HEIGHT,
    children: [],
    addEventListener: () => {},
    querySelector: (selector: string) =>
      selector === '.new'
        ? null
        : {
            scrollIntoView: () => {
              list.scrollTop = top;
            },
            animate: () => {},
          },
  };
  const [place, effects] = call(() => usePlace(messages, undefined));
  Object.assign(place.scroller, { current: list });
  for (const effect of effects) effect();
  return place;
}

beforeEach(() => {
  forget();
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => {};
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['all in view', HEIGHT, 0, true],
  ['longer than the window', 5 * HEIGHT, HEIGHT, false],
  ['brought to its end', 5 * HEIGHT, 4 * HEIGHT, true],
])('who is shown a message of a chat that is %s is at its end, or not', (_name, height, top, atEnd) => {
  // Given
  const place = opened(height, top);
  expect(place.atEnd.value).toBe(true);
  // When
  place.reveal('a', false);
  const [, effects] = call(() => usePlace(messages, undefined));
  effects.at(-1)?.();
  // Then
  expect(place.atEnd.value).toBe(atEnd);
});
