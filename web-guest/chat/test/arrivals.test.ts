import type { Message } from '@guestchat/core';
import { expect, test } from 'vitest';
import { arrivals } from '../src/messages/arrivals.ts';

const message = (id: string, mine = false): Message => ({ id, mine, text: id, at: 0 });
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id).join();

test('only what the peer wrote after the last one seen is news', () => {
  const messages = [message('1'), message('2', true), message('3'), message('4', true), message('5')];
  expect(ids(arrivals(messages, '2'))).toBe('3,5');
  expect(ids(arrivals(messages, '5'))).toBe('');
  expect(ids(arrivals(messages, undefined))).toBe('1,3,5');
});

test('older messages that are loaded later are no news', () => {
  expect(ids(arrivals([message('1'), message('2'), message('3')], '3'))).toBe('');
});

test('an erased chat has none', () => {
  expect(ids(arrivals([], '3'))).toBe('');
});
