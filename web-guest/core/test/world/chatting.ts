import { afterEach } from 'vitest';
import type { Chat } from '../../src/chat/chat.js';
import type { Member } from '../../src/member/memberApi.js';
import { type Browser, until } from './environment.js';
import { World } from './world.js';

const closing: { close(): void }[] = [];
afterEach(() => {
  for (const open of closing.splice(0)) open.close();
});

export function closeAfterTest<T extends { close(): void }>(open: T): T {
  closing.push(open);
  return open;
}

export async function join(world: World, page: Browser, link: string, name = 'Gus Guest'): Promise<Chat> {
  const result = await world.openGuest(page, link);
  if (result.kind !== 'invited') throw new Error(`not invited but ${result.kind}`);
  return closeAfterTest(await result.join(name));
}

/** The chat a page finds when it is loaded again. */
export async function resume(world: World, page: Browser, link = ''): Promise<Chat> {
  const result = await world.openGuest(page, link);
  if (result.kind !== 'chat') throw new Error(`no chat but ${result.kind}`);
  return closeAfterTest(result.chat);
}

export async function openMember(world: World, device: Browser): Promise<Member> {
  return closeAfterTest(await world.openMember(device));
}

export async function onlyChat(member: Member): Promise<Chat> {
  await until('the member has the chat', () => member.state.chats.length === 1);
  const [chat] = member.state.chats;
  if (!chat) throw new Error('no chat');
  return chat;
}

export function texts(chat: Chat): string[] {
  return chat.state.messages.map(({ text }) => text);
}

export function textsOf(chat: Chat, mine: boolean): string[] {
  return chat.state.messages.filter((message) => message.mine === mine).map(({ text }) => text);
}

/** A member and a guest in one chat, past the member's first commit. */
export async function pair() {
  const world = new World();
  const device = world.newBrowser();
  const page = world.newBrowser();
  const member = await openMember(world, device);
  const { link } = await member.invite();
  const guest = await join(world, page, link);
  const memberChat = await onlyChat(member);
  const { id } = guest.state;
  const conversation = () => {
    const found = world.relay.conversations.get(id);
    if (!found) throw new Error('no conversation');
    return found;
  };
  await until('the first commit is through', () => {
    const { log, acked } = conversation();
    const commit = log.find(({ from }) => from === 'member');
    return commit !== undefined && acked.guest >= commit.seq && acked.member >= commit.seq;
  });
  return { world, device, page, member, guest, memberChat, link, id, conversation };
}
