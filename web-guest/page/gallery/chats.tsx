import { ChatScreen } from '@guestchat/chat/screen';
import type { ChatState, Draft } from '@guestchat/core';
import type { Notifications, NotificationsStatus } from '@guestchat/core/notifications';
import { FakeChat } from '../../chat/test/FakeChat.ts';
import { changed, floorAnswer, longWord, lost, many, peer, talk, unsent, unwieldy, withLong } from './content.ts';
import type { Screen, Screens } from './screens.ts';
import { click, find, settled, write } from './stage.ts';

export const notified = (status: NotificationsStatus, offer = false): Notifications => ({
  state: { status, offer },
  subscribe: () => () => {},
  turnOn: async () => undefined,
  turnOff: async () => {},
  decline: async () => {},
  close: () => {},
});

interface More {
  readonly draft?: Draft;
  readonly notifications?: Notifications;
  /** On the member's phone. */
  readonly member?: boolean;
  afterwards?(): Promise<void> | void;
}

/** A chat that is so, with something done in it. */
export function chat(state: Partial<ChatState>, { draft, notifications, member, afterwards }: More = {}): Screen {
  const show = () => {
    const fake = new FakeChat({ peer, messages: talk, ...state }, draft);
    // For tests, and for trying things out in the console: `fake.receive('Hello')`.
    Object.assign(globalThis, { fake });
    const own = member
      ? { side: 'member' as const, onBack: () => {}, onInvite: () => {}, onBlock: async () => {} }
      : { side: 'guest' as const, about: 'Harbour Dental', notifications };
    return <ChatScreen key={Math.random()} chat={fake} {...own} onLeft={() => {}} />;
  };
  return afterwards ? { show, afterwards } : { show };
}

/** One day leaves at the top while the next one comes. */
const betweenDays = async () => {
  const [, today] = document.querySelectorAll('.day');
  today?.scrollIntoView();
  find('.scroll').scrollBy(0, -28);
  await settled();
};
const back = async () => {
  find('.scroll').scrollTop = 0;
  await settled();
};

export const chats: Screens = {
  chat: chat({ peer: { ...peer, typing: true }, unread: 2 }),
  empty: chat({ messages: [] }),
  changed: chat({ messages: changed }),
  'two-days': chat({ messages: changed }, { afterwards: betweenDays }),
  unwieldy: chat({ ...unwieldy, verified: true }),
  many: chat({ messages: many }),
  back: chat({ messages: many }, { afterwards: back }),
  verified: chat({ verified: true, messages: withLong }),
  draft: chat({ messages: changed }, { draft: { text: 'Which entrance', replyTo: floorAnswer } }),
  'too-long': chat({}, { draft: { text: 'word '.repeat(700) } }),
  editing: chat(
    {},
    {
      afterwards: async () => {
        await click('.m.me .act');
        await click('.choice:nth-of-type(3)');
      },
    },
  ),
  'message-menu': chat({}, { afterwards: () => click('.m.me .act') }),
  'message-menu-emoji': chat(
    { messages: changed },
    {
      afterwards: async () => {
        await click('.m.me .act');
        await click('.emoji [aria-expanded]');
      },
    },
  ),
  'message-menu-theirs': chat({ messages: changed }, { afterwards: () => click('.m:not(.me):last-child .act') }),
  delete: chat(
    {},
    {
      afterwards: async () => {
        await click('.m.me .act');
        await click('.choice.danger');
      },
    },
  ),
  search: chat(
    { messages: changed },
    {
      afterwards: async () => {
        await click('.top .ib:last-child');
        await click('.choice');
        await write('.finder input', 'room');
      },
    },
  ),
  joining: chat({ status: 'joining', messages: [], connection: 'connecting' }),
  offline: chat({ connection: 'offline', peer: { ...peer, online: false }, messages: [...talk, ...unsent] }),
  refused: chat({ refused: 'mailbox-full', messages: [...talk, ...unsent] }),
  elsewhere: chat({ connection: 'elsewhere' }),
  full: chat({ full: true }),
  'storage-lost': chat({ storageLost: true, connection: 'offline' }),
  notify: chat({}, { notifications: notified('off', true) }),
  alert: chat({ alerts: ['redeem-attempt', 'link-requested'] }),
  keys: chat({ alerts: ['keys-changed'] }),
  'long-word': chat(
    {
      peer: { ...peer, name: longWord },
      refused: 'mailbox-full',
      alerts: ['redeem-attempt'],
      messages: [...talk, ...unsent],
    },
    { notifications: notified('off', true) },
  ),
  over: chat({ connection: 'ended', status: 'ended', endReason: 'ended-by-member', messages: [...talk, ...lost] }),
};
