import type { Chat, Message } from '@guestchat/core';
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aboutOf, excessOf, isSendable, Writer } from '../src/screen/composing.ts';
import { FakeChat } from './FakeChat.ts';

vi.useFakeTimers();

const theirs: Message = { id: 'a', mine: false, text: 'Which day?', at: 0 };
const own: Message = { id: 'b', mine: true, text: 'Thursdy', at: 0, delivery: 'read' };

function writing(chat: Chat) {
  const sent = vi.fn();
  return Object.assign(new Writer(chat, signal(''), signal(undefined), signal(false), sent), { sent });
}

describe('what is written', () => {
  let chat: FakeChat;
  let writer: ReturnType<typeof writing>;
  beforeEach(() => {
    chat = new FakeChat({ messages: [theirs, own] });
    writer = writing(chat);
  });

  test('is kept as a draft when the writer pauses, with the message it answers', () => {
    writer.reply(theirs);
    writer.write('Thur');
    expect(chat.draft).toBeUndefined();
    vi.runAllTimers();
    expect(chat.draft).toEqual({ text: 'Thur', replyTo: 'a' });
    writer.cancel();
    vi.runAllTimers();
    expect(chat.draft).toEqual({ text: 'Thur' });
  });

  test('is kept at once when the page goes, and only if it changed', () => {
    writer.write('Thur');
    writer.keep();
    expect(chat.draft).toEqual({ text: 'Thur' });
    chat.draft = undefined;
    writer.keep();
    expect(chat.draft).toBeUndefined();
  });

  test('goes on as another tab has left it', () => {
    writer.write('Thur');
    vi.runAllTimers();
    chat.draft = { text: 'Friday', replyTo: 'a' };
    writer.comeBack();
    expect([writer.text.value, writer.target.value]).toEqual(['Friday', { kind: 'reply', id: 'a' }]);
    writer.edit(own);
    chat.draft = undefined;
    writer.comeBack();
    expect([writer.text.value, writer.target.value]).toEqual(['Thursdy', { kind: 'edit', id: 'b' }]);
    writer.cancel();
    expect([writer.text.value, writer.target.value]).toEqual(['', undefined]);
  });

  test('is sent with the message it answers, and is no draft any more', async () => {
    writer.reply(theirs);
    writer.write(' Thursday ');
    await writer.submit();
    vi.runAllTimers();
    expect(chat.state.messages.at(-1)).toMatchObject({ text: 'Thursday', replyTo: 'a' });
    expect([writer.text.value, writer.target.value, chat.draft]).toEqual(['', undefined, undefined]);
    expect(writer.sent).toHaveBeenCalledOnce();
  });

  test('is shown at once, while it is on its way into the store', async () => {
    let keep = () => {};
    chat.send = () =>
      new Promise((kept) => {
        keep = kept;
      });
    writer.write('Thursday');
    const submitted = writer.submit();
    expect(writer.sending.value).toMatchObject([{ text: 'Thursday', mine: true, delivery: 'waiting' }]);
    expect(writer.sent).toHaveBeenCalledOnce();
    keep();
    await submitted;
    expect(writer.sending.value).toEqual([]);
  });

  test('waits while another message is edited, and is no part of it', async () => {
    writer.reply(theirs);
    writer.write('a new one');
    writer.edit(own);
    expect(writer.text.value).toBe('Thursdy');
    writer.write('Thursday');
    vi.runAllTimers();
    expect(chat.draft).toEqual({ text: 'a new one', replyTo: 'a' });
    await writer.submit();
    expect(chat.state.messages[1]).toMatchObject({ text: 'Thursday', edited: true });
    expect(writer.text.value).toBe('a new one');
    expect(writer.target.value).toEqual({ kind: 'reply', id: 'a' });
    expect(writer.sent).not.toHaveBeenCalled();
  });

  test('comes back when an edit is given up, also from one edit to the next', () => {
    writer.write('a new one');
    writer.edit(own);
    writer.edit({ ...own, id: 'c', text: 'another' });
    writer.cancel();
    expect([writer.text.value, writer.target.value]).toEqual(['a new one', undefined]);
    writer.edit(own);
    writer.reply(theirs);
    expect([writer.text.value, writer.target.value]).toEqual(['a new one', { kind: 'reply', id: 'a' }]);
  });

  test('is in the field again when it could not be kept, with what was written since', async () => {
    chat.send = () => Promise.reject(new Error('full'));
    writer.reply(theirs);
    writer.write('first');
    const sending = writer.submit();
    writer.write('second');
    await sending;
    expect(writer.text.value).toBe('first\nsecond');
    expect(writer.target.value).toEqual({ kind: 'reply', id: 'a' });
    expect(writer.failed.value).toBe(true);
    expect(writer.sending.value).toEqual([]);
  });

  test('is an edit again when that could not be kept', async () => {
    chat.edit = () => Promise.reject(new Error('full'));
    writer.write('a new one');
    writer.edit(own);
    writer.write('Thursday');
    await writer.submit();
    expect([writer.text.value, writer.target.value]).toEqual(['Thursday', { kind: 'edit', id: 'b' }]);
    writer.cancel();
    expect(writer.text.value).toBe('a new one');
  });
});

test('a message that is deleted is answered no more', () => {
  const { state } = new FakeChat({ messages: [theirs] });
  expect(aboutOf(state, { kind: 'reply', id: 'a' })).toEqual({ kind: 'reply', message: theirs });
  const gone = { ...state, messages: [{ ...theirs, text: '', deleted: true }] };
  expect(aboutOf(gone, { kind: 'reply', id: 'a' })).toBeUndefined();
  expect(aboutOf(state, { kind: 'reply', id: 'z' })).toBeUndefined();
});

test('a text is sendable up to 3,000 code points', () => {
  expect([' ', '😀'.repeat(3000), '😀'.repeat(3001)].map(isSendable)).toEqual([false, true, false]);
  expect(excessOf(` ${'😀'.repeat(3002)} `)).toBe(2);
});
