import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chat } from '../src/chat/chat.js';
import { onlyChat, openMember, pair, resume, texts, textsOf } from './world/chatting.js';
import { until } from './world/environment.js';
import type { Fate } from './world/relay.js';

declare const process: { readonly env: Record<string, string | undefined> };

/** What an unlucky day does, one entry for each frame that passes; used up, the network is good. */
const days = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant<Fate>('pass') },
    { weight: 2, arbitrary: fc.constant<Fate>('cut') },
    { weight: 2, arbitrary: fc.constant<Fate>('cut-after') },
    { weight: 2, arbitrary: fc.constant<Fate>('twice') },
  ),
  { minLength: 20, maxLength: 120 },
);

type Act =
  | 'guest'
  | 'member'
  | 'guest-changes'
  | 'member-changes'
  | 'reload-guest'
  | 'other-tab'
  | 'reload-member'
  | 'next-day'
  | 'pause';
const acts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Act>('guest') },
    { weight: 6, arbitrary: fc.constant<Act>('member') },
    { weight: 4, arbitrary: fc.constant<Act>('guest-changes') },
    { weight: 4, arbitrary: fc.constant<Act>('member-changes') },
    { weight: 1, arbitrary: fc.constant<Act>('reload-guest') },
    { weight: 1, arbitrary: fc.constant<Act>('reload-member') },
    { weight: 1, arbitrary: fc.constant<Act>('other-tab') },
    { weight: 2, arbitrary: fc.constant<Act>('next-day') },
    { weight: 2, arbitrary: fc.constant<Act>('pause') },
  ),
  { minLength: 8, maxLength: 30 },
);

/** Reacts to a message, or edits or takes back one of those `written` by this side, which are its own in their order. */
async function changing(chat: Chat, written: string[], turn: number): Promise<void> {
  await until('this page leads', () => chat.state.connection !== 'elsewhere');
  const { messages } = chat.state;
  const any = messages[turn % messages.length];
  const place = turn % written.length;
  const own = messages.filter(({ mine }) => mine)[place];
  if (turn % 3 === 0 && any) await chat.react(any.id, turn % 2 ? '👍' : '❤️');
  if (turn % 3 === 0 || !own || own.deleted) return;
  const text = turn % 3 === 1 ? `${own.text}+` : '';
  await (text === '' ? chat.delete(own.id) : chat.edit(own.id, text));
  written[place] = text;
}

/** What one end shows of the messages of one side; the other end must show the same. */
function shown(chat: Chat, mine: boolean): string {
  const messages = chat.state.messages.filter((message) => message.mine === mine);
  return JSON.stringify(
    messages.map(({ text, edited, deleted, reactions }) => {
      const { mine: ours, theirs } = reactions ?? {};
      return { text, edited, deleted, author: mine ? ours : theirs, reader: mine ? theirs : ours };
    }),
  );
}

async function sending(chat: Chat, text: string): Promise<void> {
  // A page that just took over the lead from the one before says so first.
  await until('this page leads', () => chat.state.connection !== 'elsewhere');
  await chat.send(text);
}

describe('delivery', () => {
  it('loses and doubles nothing, whatever the network and the tabs do', async () => {
    await fc.assert(
      fc.asyncProperty(days, acts, async (day, script) => {
        // Given a chat and a network with its own plans
        const started = await pair();
        const { world } = started;
        let { guest, memberChat, member, page, device } = started;
        let waiting = false;
        const fates = day[Symbol.iterator]();
        world.relay.fate = (_direction, frame) => {
          const unlucky = frame.type !== 'authenticate' && frame.type !== 'challenge';
          return unlucky ? (fates.next().value ?? 'pass') : 'pass';
        };
        const written = { guest: [] as string[], member: [] as string[] };
        // When both write, and load their pages anew now and then
        for (const [index, act] of script.entries()) {
          if (act === 'guest') {
            written.guest.push(`g${index}`);
            await sending(guest, `g${index}`);
          } else if (act === 'member') {
            written.member.push(`m${index}`);
            await sending(memberChat, `m${index}`);
          } else if (act === 'guest-changes') await changing(guest, written.guest, index);
          else if (act === 'member-changes') await changing(memberChat, written.member, index);
          else if (act === 'reload-guest') {
            guest.close();
            page = world.reload(page);
            guest = await resume(world, page);
            if (waiting) await guest.takeOver();
          } else if (act === 'reload-member') {
            member.close();
            device = world.reload(device);
            member = await openMember(world, device);
            memberChat = await onlyChat(member);
          } else if (act === 'other-tab') {
            // The first stays open, and waits for its turn; what it was about goes on in the second.
            waiting = true;
            guest = await resume(world, world.reload(page));
            await guest.takeOver();
          } else if (act === 'next-day') {
            // Both are due for new keys now, and may well commit at once.
            page.storage.ahead += 25 * 60 * 60 * 1000;
            device.storage.ahead += 25 * 60 * 60 * 1000;
          } else await new Promise((resolve) => setTimeout(resolve, 10));
        }
        // Then each has what the other wrote, once, in order, and knows that it arrived
        await until(
          'everything is there and known to be',
          () =>
            textsOf(memberChat, false).length >= written.guest.length &&
            textsOf(guest, false).length >= written.member.length &&
            shown(guest, true) === shown(memberChat, false) &&
            shown(guest, false) === shown(memberChat, true) &&
            [...guest.state.messages, ...memberChat.state.messages].every((m) => !m.mine || m.delivery === 'delivered'),
          20_000,
        );
        expect(textsOf(memberChat, false)).toEqual(written.guest);
        expect(textsOf(guest, false)).toEqual(written.member);
        expect(textsOf(guest, true)).toEqual(written.guest);
        expect(textsOf(memberChat, true)).toEqual(written.member);
        expect(world.relay.refusals).toEqual([]);
        const sends = world.relay.heard.filter((text) => text.includes('"send"')).map((text) => JSON.parse(text));
        expectOneSpelling(sends);
        guest.close();
        member.close();
      }),
      { numRuns: Number(process.env.GUESTCHAT_RUNS ?? 15), endOnFailure: true },
    );
  }, 240_000);

  it('sends what was written without a connection, when there is one', async () => {
    const { world, guest, memberChat } = await pair();
    world.intercept = () => 'lost';
    world.relay.drop('guest');
    await until('offline', () => guest.state.connection === 'offline');
    await guest.send('into the void');
    expect(guest.state.messages[0]?.delivery).toBe('waiting');
    world.intercept = () => undefined;
    guest.retry();
    await until('arrived', () => texts(memberChat).includes('into the void'));
  });

  it.each([
    ['mailbox-full', 'mailbox-full'],
    ['unavailable', 'unavailable'],
    ['something-new', 'unavailable'],
  ])('says so while the relay refuses with %s, and tries at once when asked', async (code, refused) => {
    const { world, guest, memberChat } = await pair();
    let full = true;
    world.relay.refuseSend = () => (full ? { code } : undefined);
    await guest.send('one');
    await guest.send('two');
    await until('refused', () => guest.state.refused === refused);
    expect(guest.state.messages.map(({ delivery }) => delivery)).toEqual(['waiting', 'waiting']);
    // When there is still no room
    guest.retry();
    expect(guest.state.refused).toBeUndefined();
    await until('refused again', () => guest.state.refused === refused);
    // When there is
    full = false;
    guest.retry();
    await until('arrived', () => texts(memberChat).length === 2);
    expect(guest.state.refused).toBeUndefined();
  });

  it('goes on as soon as the peer has made room in a full mailbox', async () => {
    // Given a guest whose pauses never end, and a mailbox with room for three
    const { world, device, page, guest: first, member, conversation } = await pair();
    first.close();
    const { environment } = page;
    const never: typeof environment.setTimeout = (task, ms) => environment.setTimeout(task, ms === 30_000 ? 1e9 : ms);
    const guest = await resume(world, { ...world.reload(page), environment: { ...environment, setTimeout: never } });
    const waiting = () => {
      const { log, acked } = conversation();
      return log.filter(({ from, seq }) => from === 'guest' && seq > acked.member).length;
    };
    world.relay.refuseSend = ({ kind }) =>
      kind === 'application' && waiting() >= 3 ? { code: 'mailbox-full' } : undefined;
    member.close();
    for (let i = 0; i < 5; i++) await guest.send(`t${i}`);
    await until('full', () => guest.state.refused === 'mailbox-full');
    // When the member takes in what is there
    const memberChat = await onlyChat(await openMember(world, world.reload(device)));
    // Then
    await until('arrived', () => texts(memberChat).length === 5);
    expect(guest.state.refused).toBeUndefined();
  });

  it('does not bother anybody with a pause that is over at once', async () => {
    const { world, guest, memberChat } = await pair();
    let refusals = 2;
    let told = false;
    guest.subscribe(() => (told ||= guest.state.refused !== undefined));
    world.relay.refuseSend = () => (refusals-- > 0 ? { code: 'rate-limited', retryAfter: 1 } : undefined);
    await guest.send('one');
    await until('arrived', () => texts(memberChat).length === 1);
    expect(told).toBe(false);
  });

  it('of what is left when the chat ends is shown to have failed', async () => {
    const { world, guest, id } = await pair();
    world.relay.refuseSend = () => ({ code: 'mailbox-full' });
    await guest.send('too late');
    await until('refused', () => guest.state.refused !== undefined);
    world.relay.end(id, 'ended-by-member');
    await until('failed', () => guest.state.messages[0]?.delivery === 'failed');
    expect(guest.state.refused).toBeUndefined();
  });

  it('reads a full mailbox with few acknowledgements', async () => {
    // Given a hundred messages for a guest who is away
    const { world, page, guest, memberChat } = await pair();
    guest.close();
    for (let i = 0; i < 100; i++) await memberChat.send(`m${i}`);
    await until('accepted', () => memberChat.state.messages.every((message) => message.delivery === 'accepted'));
    const acks = () => world.relay.heard.filter((frame) => frame.includes('"ack"')).length;
    const before = acks();
    // When the guest comes back
    const again = await resume(world, world.reload(page));
    await until('all read', () => texts(again).length === 100);
    await until('all acknowledged', () => memberChat.state.messages.every(({ delivery }) => delivery === 'delivered'));
    // Then
    expect(acks() - before).toBeLessThan(30);
  });

  it.each([
    ['rate-limited', { retryAfter: 2 }],
    ['unavailable', {}],
    ['mailbox-full', {}],
  ])('tries again after %s, in order', async (code, more) => {
    const { world, guest, memberChat } = await pair();
    let refusals = 3;
    world.relay.refuseSend = () => (refusals-- > 0 ? { code, ...more } : undefined);
    for (let i = 0; i < 10; i++) await guest.send(`t${i}`);
    await until('all arrived', () => texts(memberChat).length === 10);
    expect(texts(memberChat)).toEqual(guest.state.messages.map(({ text }) => text));
  });
});

/** What goes with an n that was accepted long ago, to ask whether the relay is still there. */
const PROBE = 'AA';

/** An n always travels with the same bytes. */
function expectOneSpelling(sends: { conversation: string; n: number; payload: string; kind: string }[]): void {
  const spelling = new Map<string, Set<string>>();
  for (const { n, payload, kind } of sends.filter((send) => send.payload !== PROBE)) {
    const key = `${n}`;
    spelling.set(key, (spelling.get(key) ?? new Set()).add(`${kind} ${payload}`));
  }
  // Two sides count for themselves.
  for (const payloads of spelling.values()) expect(payloads.size).toBeLessThanOrEqual(2);
}
