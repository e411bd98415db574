import type { Message } from '@guestchat/core';
import { describe, expect, test } from 'vitest';
import { dayName } from '../src/language/days.ts';
import { isBigEmoji } from '../src/messages/emoji.ts';
import { type Day, daysOf, dividerOf } from '../src/messages/rows.ts';

const NOON = new Date(2026, 4, 5, 12).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let made = 0;
const message = (mine: boolean, minutes: number, text = 'hello'): Message => {
  made += 1;
  return { id: `m${made}`, mine, text, at: NOON + minutes * MINUTE };
};
const shape = (days: readonly Day[]) =>
  days
    .flatMap(({ rows }) => ['day', ...rows.map((row) => (row.kind === 'message' && row.run ? 'run' : row.kind))])
    .join(' ');

describe('daysOf', () => {
  test('a day begins with its name, once', () => {
    const messages = [message(true, 0), message(false, 1), message(true, 24 * 60)];
    expect(shape(daysOf(messages))).toBe('day message message day message');
  });

  test('messages of one side within five minutes run together', () => {
    const messages = [message(true, 0), message(true, 4), message(true, 10), message(false, 10)];
    expect(shape(daysOf(messages))).toBe('day message run message message');
  });

  test('big emoji stand alone', () => {
    const messages = [message(true, 0), message(true, 0, '👍'), message(true, 0)];
    expect(shape(daysOf(messages))).toBe('day message message message');
  });

  test('the unread line breaks a run', () => {
    const messages = [message(false, 0), message(false, 0), message(false, 0)];
    expect(shape(daysOf(messages, dividerOf(messages, 2)))).toBe('day message unread message run');
  });

  test('a reply has the message it answers, as it is now', () => {
    const asked = { ...message(false, 0), text: '', deleted: true };
    const days = daysOf([
      asked,
      { ...message(true, 1, '👍'), replyTo: asked.id },
      { ...message(true, 2), replyTo: 'no' },
    ]);
    const replies = days.flatMap(({ rows }) => rows).filter((row) => row.kind === 'message');
    expect(replies.map(({ quoted, big }) => [quoted, big])).toEqual([
      [undefined, false],
      [asked, false],
      [undefined, false],
    ]);
  });

  test('keys are unique, also when the clock of a message goes backwards', () => {
    const messages = [message(true, 0), message(true, -24 * 60), message(true, 0)];
    const days = daysOf(messages);
    const keys = [...days, ...days.flatMap(({ rows }) => rows)].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('a day stays the same while older messages of it are drawn', () => {
    const messages = [message(true, 0), message(true, 1), message(true, 24 * 60)];
    const keysOf = (days: readonly Day[]) => days.map(({ key }) => key);
    expect(keysOf(daysOf(messages.slice(1)))).toEqual(keysOf(daysOf(messages)));
  });
});

describe('dividerOf', () => {
  test('counts only what the other side wrote', () => {
    const messages = [message(false, 0), message(false, 1), message(true, 2), message(false, 3)];
    expect(dividerOf(messages, 2)).toEqual({ before: messages[1]?.id, count: 2 });
    expect(dividerOf(messages, 0)).toBeUndefined();
    expect(dividerOf([], 3)).toBeUndefined();
  });
});

test.each(['👍', '🙏🏽', '👨‍👩‍👧‍👦', '🇷🇴', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', '❤️ 🔥 1️⃣'])(
  '%s is shown large',
  (text) => {
    expect(isBigEmoji(text)).toBe(true);
  },
);

test.each(['', ' ', 'ok 👍', '123', '👍👍👍👍'])('"%s" is a text like any other', (text) => {
  expect(isBigEmoji(text)).toBe(false);
});

test('days are named from where the reader stands', () => {
  expect(dayName(NOON, NOON)).toBe('Today');
  expect(dayName(NOON - DAY, NOON)).toBe('Yesterday');
  expect(dayName(NOON - 3 * DAY, NOON)).toMatch(/May/);
  expect(dayName(NOON - 400 * DAY, NOON)).toMatch(/2025/);
});
