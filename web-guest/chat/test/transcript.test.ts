import type { Message } from '@guestchat/core';
import { expect, test } from 'vitest';
import { fileNameOf, transcriptOf } from '../src/transcript/transcript.ts';

const at = new Date(2026, 4, 5, 12, 34).getTime();
const message = (rest: Partial<Message>): Message => ({ id: '1', mine: false, text: '', at, ...rest });

test('a transcript says when, who and what', () => {
  const text = transcriptOf(
    [
      message({ text: 'Two\nlines' }),
      message({ mine: true, text: 'Fine', edited: true, reactions: { theirs: '👍' } }),
      message({ deleted: true }),
      message({ unsupported: true }),
    ],
    'Ana',
    at,
  );
  const time = text.match(/^\[(.*?)\] Ana/m)?.[1] ?? '';
  expect(time).toMatch(/2026.*12:34/);
  expect(text.split('\n')).toEqual([
    'Chat with Ana',
    expect.stringContaining(time),
    '',
    `[${time}] Ana: Two`,
    '    lines',
    `[${time}] You: Fine (edited 👍)`,
    expect.stringMatching(/Ana: .*deleted/i),
    expect.stringContaining('Ana: This message is not supported here.'),
    '',
  ]);
});

test.each(['\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
  'a message of several lines is one entry, whatever ends them: %j',
  (end) => {
    const forged = message({ text: `Hello${end}[5 May 2026, 12:35] You: I agree` });
    const lines = transcriptOf([forged], 'Ana', at).split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/);
    expect(lines.filter((line) => line.startsWith('['))).toEqual([expect.stringMatching(/ Ana: Hello$/)]);
    expect(lines).toContain('    [5 May 2026, 12:35] You: I agree');
  },
);

test('a file is named after the peer and the day', () => {
  expect(fileNameOf('Dr. A/../b: "c"', at)).toBe('chat-Dr-A-b-c-2026-05-05.txt');
  expect(fileNameOf('أمل حداد', at)).toBe('chat-أمل-حداد-2026-05-05.txt');
  expect(fileNameOf('👍', at)).toBe('chat-2026-05-05.txt');
});
