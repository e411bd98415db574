import type { Message } from '@guestchat/core';
import { describe, expect, test } from 'vitest';
import { around, drawn, isLong, newer, newest, older, type Window } from '../src/messages/window.ts';

const messages = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, place) => {
    const id = String(from + place);
    return { id, text: id, mine: false, at: from + place };
  });
const all = messages(1, 10_000);
const shape = (of: readonly Message[], window: Window) => {
  const shown = drawn(of, window);
  return `${shown[0]?.id}–${shown.at(-1)?.id}`;
};

describe('the window', () => {
  test('opens at the newest messages, or with all that is unread', () => {
    expect(shape(all, newest(all))).toBe('9941–10000');
    expect(shape(all, newest(all, '9990'))).toBe('9941–10000');
    expect(shape(all, newest(all, '9900'))).toBe('9880–10000');
    expect(shape(all, newest(all, '9500'))).toBe('9480–9719');
    expect(shape(all, newest(all, '3'))).toBe('1–240');
    expect(drawn([], newest([]))).toEqual([]);
  });

  test('goes back a page at a time, and never draws more than its most', () => {
    let window = newest(all);
    const seen: string[] = [];
    for (let page = 0; page < 5; page++) {
      window = older(all, window);
      seen.push(shape(all, window));
    }
    expect(seen).toEqual(['9881–10000', '9821–10000', '9761–10000', '9701–9940', '9641–9880']);
    while (older(all, window) !== window) window = older(all, window);
    expect(shape(all, window)).toBe('1–240');
  });

  test('comes forward again to the newest', () => {
    let window: Window = { first: '9601', last: '9840' };
    const seen: string[] = [];
    for (let page = 0; page < 3; page++) {
      window = newer(all, window);
      seen.push(shape(all, window));
    }
    expect(seen).toEqual(['9661–9900', '9721–9960', '9761–10000']);
    expect(window.last).toBeUndefined();
    expect(newer(all, window)).toBe(window);
  });

  test('stands still while older messages are loaded, and follows the newest only at the end', () => {
    const few = messages(9_901, 10_000);
    const atEnd = newest(few);
    const back = { first: '9910', last: '9950' };
    expect(shape(all, atEnd)).toBe('9941–10000');
    expect(shape(messages(1, 10_001), atEnd)).toBe('9941–10001');
    expect(shape(messages(1, 10_001), back)).toBe('9910–9950');
  });

  test('is long once much has come in at the end', () => {
    expect(isLong(all, newest(all))).toBe(false);
    expect(isLong(messages(1, 10_181), newest(all))).toBe(true);
  });

  test('goes to a message wherever it is, and stays where it is already', () => {
    const window = newest(all);
    expect(shape(all, around(all, window, '500'))).toBe('440–559');
    expect(shape(all, around(all, window, '2'))).toBe('1–61');
    expect(around(all, window, '9950')).toBe(window);
    expect(around(all, window, 'gone')).toBe(window);
  });

  test('shows what there is when its first message is gone', () => {
    expect(drawn(messages(1, 3), { first: '77', last: '88' }).length).toBe(3);
    expect(drawn([], { first: '77', last: undefined })).toEqual([]);
  });
});
