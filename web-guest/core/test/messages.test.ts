import { describe, expect, it } from 'vitest';
import { openDatabase } from '../src/store/database.js';
import { onlyChat, openMember, pair, resume, texts } from './world/chatting.js';
import { until } from './world/environment.js';
import { World } from './world/world.js';

describe('messages', () => {
  it('are answered, edited, reacted to and taken back, and stay so when the pages are loaded anew', async () => {
    // Given a question of the guest's, and an answer to it
    const { world, device, page, member, guest, memberChat } = await pair();
    await guest.send('Thursdy?');
    await until('asked', () => texts(memberChat).length === 1);
    const [asked] = memberChat.state.messages;
    await memberChat.send('Yes', asked?.id);
    await memberChat.send('secret');
    await until('answered', () => texts(guest).length === 3);
    // When all is changed that can be
    const [question, answer, secret] = guest.state.messages;
    if (!question || !answer || !secret) throw new Error('three messages');
    await guest.edit(question.id, 'Thursday?');
    await guest.react(answer.id, '❤️');
    await guest.react(secret.id, '👍');
    await until('reacted', () => memberChat.state.messages[2]?.reactions?.theirs === '👍');
    await memberChat.delete(memberChat.state.messages[2]?.id ?? '');
    await memberChat.react(asked?.id ?? '', '👍');
    await until('reaction back', () => guest.state.messages[0]?.reactions?.theirs === '👍');
    // Then both show the same, now and from what they keep
    const expectGuestSees = (chat: typeof guest) =>
      expect(chat.state.messages).toMatchObject([
        { text: 'Thursday?', edited: true, mine: true, reactions: { theirs: '👍' } },
        { text: 'Yes', replyTo: question.id, mine: false, reactions: { mine: '❤️' } },
        { text: '', deleted: true, mine: false },
      ]);
    expectGuestSees(guest);
    guest.close();
    member.close();
    expectGuestSees(await resume(world, world.reload(page)));
    const again = await onlyChat(await openMember(world, world.reload(device)));
    expect(again.state.messages).toMatchObject([
      { text: 'Thursday?', edited: true, mine: false, reactions: { mine: '👍' } },
      { text: 'Yes', replyTo: asked?.id, mine: true, reactions: { theirs: '❤️' } },
      { text: '', deleted: true, mine: true },
    ]);
    expect(again.state.messages[2]).not.toHaveProperty('reactions');
  });

  it('that were changed have come as far as the change', async () => {
    const { world, guest } = await pair();
    await guest.send('one');
    await until('delivered', () => guest.state.messages[0]?.delivery === 'delivered');
    world.intercept = () => 'lost';
    world.relay.drop('guest');
    await guest.edit(guest.state.messages[0]?.id ?? '', 'two');
    expect(guest.state.messages[0]).toMatchObject({ text: 'two', delivery: 'waiting' });
    world.intercept = () => undefined;
    guest.retry();
    await until('delivered again', () => guest.state.messages[0]?.delivery === 'delivered');
  });

  it('cannot be changed by the other side, nor into what cannot be sent', async () => {
    const { guest, memberChat } = await pair();
    await guest.send('mine');
    await until('arrived', () => texts(memberChat).length === 1);
    const theirs = memberChat.state.messages[0]?.id ?? '';
    await memberChat.edit(theirs, 'yours');
    await memberChat.delete(theirs);
    await memberChat.react('99', '👍');
    expect(memberChat.state.messages[0]).toMatchObject({ text: 'mine' });
    await expect(memberChat.react(theirs, 'ok')).rejects.toMatchObject({ reason: 'not-an-emoji' });
    await expect(guest.edit(guest.state.messages[0]?.id ?? '', ' ')).rejects.toMatchObject({ reason: 'empty' });
    await expect(guest.edit('1', 'x'.repeat(3001))).rejects.toMatchObject({ reason: 'too-long' });
  });
});

describe('a draft', () => {
  it('is kept until it is sent', async () => {
    const { world, page, guest, memberChat } = await pair();
    await memberChat.send('question');
    await until('arrived', () => texts(guest).length === 1);
    const draft = { text: 'half an ans', replyTo: guest.state.messages[0]?.id ?? '' };
    await guest.keepDraft(draft);
    guest.close();
    const again = await resume(world, world.reload(page));
    expect(again.draft).toEqual(draft);
    await again.send('half an answer', draft.replyTo);
    expect(again.draft).toBeUndefined();
    again.close();
    expect((await resume(world, world.reload(page))).draft).toBeUndefined();
  });

  it('is forgotten when emptied, and erased with the chat', async () => {
    const { world, page, guest } = await pair();
    await guest.keepDraft({ text: 'no' });
    await guest.keepDraft({ text: '' });
    expect(guest.draft).toBeUndefined();
    await guest.keepDraft({ text: 'what nobody shall read' });
    await guest.leave();
    await guest.keepDraft({ text: 'too late' });
    const database = await openDatabase(world.reload(page).environment.indexedDB, 'guestchat');
    expect(await database.count('drafts')).toBe(0);
    database.close();
  });

  it('has its place in a database of an earlier version, which keeps what it has', async () => {
    const { indexedDB } = new World().newBrowser().environment;
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('old', 1);
      request.onupgradeneeded = () => {
        for (const name of ['keys', 'conversations', 'messages', 'outbox', 'invites', 'joinings', 'farewells']) {
          request.result.createObjectStore(name).put('kept', 'row');
        }
      };
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const database = await openDatabase(indexedDB, 'old');
    expect([...database.objectStoreNames]).toContain('drafts');
    expect(await database.get('keys', 'row')).toBe('kept');
    database.close();
  });
});
