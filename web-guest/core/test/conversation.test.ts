import { describe, expect, it } from 'vitest';
import { closeAfterTest, join, onlyChat, openMember, pair, resume, texts } from './world/chatting.js';
import { until } from './world/environment.js';
import { World } from './world/world.js';

describe('a conversation', () => {
  it('starts with the guest writing while the member is away', async () => {
    // Given an invite whose member went offline
    const world = new World();
    const device = world.newBrowser();
    const before = await openMember(world, device);
    const { link } = await before.invite();
    before.close();
    // When the guest joins, writes, and the member comes back later
    const guest = await join(world, world.newBrowser(), link);
    await guest.send('hello?');
    await guest.send('are you there?');
    await until('accepted', () => guest.state.messages.every(({ delivery }) => delivery === 'accepted'));
    const member = await openMember(world, world.reload(device));
    const chat = await onlyChat(member);
    // Then all is there, both ways
    await until('two messages', () => texts(chat).length === 2);
    expect(texts(chat)).toEqual(['hello?', 'are you there?']);
    expect(chat.state.peer.name).toBe('Gus Guest');
    expect(guest.state.peer.name).toBe('Ada Member');
    expect(chat.state.safetyNumber).toMatch(/^\d{60}$/);
    expect(chat.state.safetyNumber).toBe(guest.state.safetyNumber);
    expect(member.state.invites).toEqual([]);
    await chat.send('now I am');
    await until('answered', () => texts(guest).length === 3);
    await until('delivered', () => guest.state.messages[0]?.delivery === 'delivered');
    expect(world.relay.refusals).toEqual([]);
  });

  it('shows what has been read, and who types', async () => {
    const { guest, memberChat } = await pair();
    await guest.send('one');
    await until('arrived', () => memberChat.state.unread === 1);
    await memberChat.markRead();
    await until('read', () => guest.state.messages[0]?.delivery === 'read');
    expect(memberChat.state.unread).toBe(0);
    await until('peers see each other', () => guest.state.peer.online && memberChat.state.peer.online);
    memberChat.typing();
    await until('typing', () => guest.state.peer.typing);
    await until('not typing any more', () => !guest.state.peer.typing);
  });

  it('can be read to its end when it is over, without a word to anybody', async () => {
    const { world, page, guest, memberChat, id } = await pair();
    await memberChat.send('the last word');
    await until('arrived', () => guest.state.unread === 1);
    world.relay.end(id, 'ended-by-member');
    await until('ended', () => guest.state.status === 'ended');
    const sends = () => world.relay.heard.filter((frame) => frame.includes('"send"')).length;
    const before = sends();
    // When
    await guest.markRead();
    // Then
    expect([guest.state.unread, sends()]).toEqual([0, before]);
    guest.close();
    expect((await resume(world, world.reload(page))).state.unread).toBe(0);
  });

  it('goes on after both pages were loaded anew', async () => {
    const { world, device, page, member, guest, memberChat, link } = await pair();
    await guest.send('before');
    await until('arrived', () => texts(memberChat).length === 1);
    guest.close();
    member.close();
    const memberAgain = await openMember(world, world.reload(device));
    const guestAgain = await resume(world, world.reload(page));
    const chatAgain = await onlyChat(memberAgain);
    expect(texts(guestAgain)).toEqual(['before']);
    await chatAgain.send('after');
    await guestAgain.send('me too');
    await until('both there', () => texts(guestAgain).length === 3 && texts(chatAgain).length === 3);
    expect(guestAgain.state.safetyNumber).toBe(chatAgain.state.safetyNumber);
    // The same link in the same browser is the same chat, in another browser it is used.
    const same = await world.openGuest(world.reload(page), link);
    expect(same.kind).toBe('chat');
    if (same.kind === 'chat') same.chat.close();
    expect((await world.openGuest(world.newBrowser(), link)).kind).toBe('used');
  });

  it('recovers a redemption whose answer was lost', async () => {
    const world = new World();
    const member = await openMember(world, world.newBrowser());
    const { link } = await member.invite();
    const page = world.newBrowser();
    const result = await world.openGuest(page, link);
    if (result.kind !== 'invited') throw new Error(result.kind);
    world.intercept = (path) => (path === '/v1/sessions' ? 'answer-lost' : undefined);
    await expect(result.join('Gus')).rejects.toMatchObject({ reason: 'unavailable' });
    world.intercept = () => undefined;
    // When the page is opened again with the link still in its address bar
    let forgotten = 0;
    const again = await world.openGuest(world.reload(page), link, () => forgotten++);
    if (again.kind !== 'chat') throw new Error(again.kind);
    closeAfterTest(again.chat);
    // Then the chat is there under the name chosen before
    expect(forgotten).toBe(1);
    await again.chat.send('hi');
    const chat = await onlyChat(member);
    await until('arrived', () => texts(chat).length === 1);
    expect(chat.state.peer.name).toBe('Gus');
  });

  it('ends for both and leaves nothing with the guest', async () => {
    const { world, page, guest, memberChat } = await pair();
    await guest.leave();
    expect(guest.state.status).toBe('ended');
    expect(guest.state.messages).toEqual([]);
    await until('ended for the member', () => memberChat.state.status === 'ended');
    expect((await world.openGuest(world.reload(page), '')).kind).toBe('none');
  });

  it('rekeys after a hundred messages, and nobody notices', async () => {
    const { world, guest, memberChat } = await pair();
    for (let i = 0; i < 60; i++) {
      await guest.send(`g${i}`);
      await memberChat.send(`m${i}`);
    }
    await until('all there', () => texts(guest).length === 120 && texts(memberChat).length === 120, 20_000);
    const log = world.relay.conversations.get(guest.state.id)?.log ?? [];
    await until('a second commit', () => log.filter(({ kind }) => kind === 'handshake').length >= 3);
    await guest.send('last');
    await memberChat.send('last');
    await until('still talking', () => texts(guest).length === 122 && texts(memberChat).length === 122);
    expect(world.relay.refusals).toEqual([]);
  });
});
