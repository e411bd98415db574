import { describe, expect, it } from 'vitest';
import { GuestStore } from '../src/store/guestStore.js';
import type { StoredMessage } from '../src/store/records.js';
import { pair, resume, texts } from './world/chatting.js';
import { type Browser, until } from './world/environment.js';

/** Puts so many messages of both sides into a stored chat, all of them read but the last `unread`, which are the peer's. */
async function fill(page: Browser, id: string, count: number, unread = 0): Promise<void> {
  const { conversations } = await GuestStore.open(page.environment);
  const loaded = await conversations.load(id);
  if (!loaded) throw new Error('no chat');
  const { keys, version, held } = loaded;
  const messages = Array.from({ length: count }, (_, place): StoredMessage => {
    const position = place + 1;
    const mine = place % 2 === 0 && place < count - unread;
    return { position, mine, n: position, contentId: `c${position}`, text: `text ${position}`, at: position };
  });
  const readN = count - unread;
  const record = { ...held.record, nextPosition: count + 1, readN, peerN: count };
  await conversations.save(keys, version, { ...held, record }, { messages });
}

describe('a chat of many messages', () => {
  it('opens with the newest, and has them all a moment later', async () => {
    const { world, page, guest, memberChat, id } = await pair();
    guest.close();
    await guest.history();
    await fill(page, id, 1_234);
    const again = await resume(world, world.reload(page));
    expect(texts(again).length).toBe(200);
    expect(texts(again).at(-1)).toBe('text 1234');
    expect((await again.history()).map(({ text }) => text)).toEqual(
      Array.from({ length: 1_234 }, (_, place) => `text ${place + 1}`),
    );
    expect(texts(again).length).toBe(1_234);
    await again.send('one more');
    await until('arrived', () => texts(memberChat).includes('one more'));
    expect(again.state.messages.at(-1)).toMatchObject({ id: '1235', text: 'one more' });
  });

  it('opens with all that is unread', async () => {
    const { world, page, guest, id } = await pair();
    guest.close();
    await guest.history();
    await fill(page, id, 900, 500);
    const again = await resume(world, world.reload(page));
    expect(again.state.unread).toBe(500);
    expect(texts(again).length).toBe(600);
  });
});
