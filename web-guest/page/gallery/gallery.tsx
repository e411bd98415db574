/**
 * Every screen with made-up content, for looking at and for screenshots: `npm run dev`, then `/gallery/`, or
 * `/gallery/?screen=<name>` for one of them; names are the keys of `screens`. Not part of the built page.
 */
import { applyLanguage, loadLanguage } from '@guestchat/chat';
import { ChatScreen } from '@guestchat/chat/screen';
import type { ChatState, Delivery, Draft, Message, OpenResult } from '@guestchat/core';
import type { Notifications, NotificationsStatus } from '@guestchat/core/notifications';
import { render, type VNode } from 'preact';
import { NotificationsDialog } from '../../chat/src/notifications/NotificationsDialog.tsx';
import { FakeChat } from '../../chat/test/FakeChat.ts';
import { GuestPage } from '../src/GuestPage.tsx';
import { dialogs } from './dialogs.tsx';
import { Sheet } from './Sheet.tsx';

const HOUR = 3_600_000;
const today = new Date().setHours(9, 0, 0, 0);
let id = 0;
const say = (text: string, minutes: number, delivery?: Delivery): Message => {
  id += 1;
  const message = { id: `m${id}`, text, at: today + minutes * 60_000, mine: delivery !== undefined };
  return delivery ? { ...message, delivery } : message;
};

const talk: Message[] = [
  say('Hi! You asked about moving your appointment. What day works best?', -1018),
  say('We have room on Thursday and Friday.', -1018),
  say('Thursday would be great, thank you 🙏', -1010, 'read'),
  say('Morning if possible — I can come by bike, it’s about 15 minutes from me.', -1009, 'read'),
  say('👍', -1008),
  say('Good morning! Thursday 09:40 is yours. Details and how to find us: https://harbour.example/visit', -5),
  say('Perfect, see you then', 1, 'read'),
  say('Do I need to bring the old X-rays, or can you get them from Dr Lindqvist’s office directly?', 2, 'delivered'),
  say('No need, we already have them.', 3),
  say('Just bring your insurance card.', 3),
];
const changed: Message[] = [
  ...talk,
  { ...say('Which floor is it?', 4, 'read'), edited: true, reactions: { theirs: '👍' } },
  {
    ...say('The second. There is a lift beside the stairs, and somebody will open the door for you.', 5),
    reactions: { mine: '❤️', theirs: '❤️' },
  },
  { ...say('Thank you, that helps!', 6, 'delivered'), replyTo: 'm12' },
  { ...say('', 7), deleted: true },
  { ...say('See you on Thursday', 8), replyTo: 'm7', reactions: { mine: '🙏', theirs: '😂' } },
];
const unsent = [
  say('Great!', 4, 'accepted'),
  say('One more thing: is there bike parking?', 6, 'waiting'),
  say('And which floor?', 6, 'waiting'),
];
const lost: Message[] = unsent.map((message, place) => (place === 2 ? { ...message, delivery: 'failed' } : message));

const peer = { name: 'Amal Haddad', online: true, typing: false };
const notified = (status: NotificationsStatus, offer = false): Notifications => ({
  state: { status, offer },
  subscribe: () => () => {},
  turnOn: async () => undefined,
  turnOff: async () => {},
  decline: async () => {},
  close: () => {},
});
const notify = (status: NotificationsStatus) => (
  <NotificationsDialog peer={peer.name} notifications={notified(status)} onClose={() => {}} />
);
const chat = (state: Partial<ChatState>, draft?: Draft, notifications?: Notifications) => {
  const fake = new FakeChat({ peer, messages: talk, ...state }, draft);
  // For tests, and for trying things out in the console: `fake.receive('Hello')`.
  Object.assign(globalThis, { fake });
  return <ChatScreen chat={fake} side="guest" about="Harbour Dental" notifications={notifications} onLeft={() => {}} />;
};
const invited = (more: Partial<Extract<OpenResult, { kind: 'invited' }>> = {}) =>
  page({
    kind: 'invited',
    inviter: { name: 'Amal Haddad', about: 'Harbour Dental' },
    expiresAt: new Date(Date.now() + HOUR),
    clockBehind: 0,
    join: async () => new FakeChat({ messages: talk }),
    requestNewLink: async () => true,
    ...more,
  });
const many = Array.from({ length: 10_000 }, (_, place): Message => {
  const text = talk[place % talk.length]?.text ?? '';
  return {
    ...say(`${place + 1}: ${text}`, (place - 10_000) * 7),
    ...(place % 3 ? {} : { mine: true, delivery: 'read' }),
  };
});
const long = say('A paragraph that goes on and on, as people write when they have a lot to say. '.repeat(30), 5);
const page = (result: OpenResult) => <GuestPage open={async () => result} />;

const screens: Record<string, () => VNode> = {
  chat: () => chat({ peer: { ...peer, typing: true }, unread: 2 }),
  changed: () => chat({ messages: changed }),
  draft: () => chat({ messages: changed }, { text: 'Which entrance', replyTo: 'm12' }),
  empty: () => chat({ messages: [] }),
  offline: () => chat({ connection: 'offline', peer: { ...peer, online: false }, messages: [...talk, ...unsent] }),
  refused: () => chat({ refused: 'mailbox-full', messages: [...talk, ...unsent] }),
  full: () => chat({ full: true }),
  elsewhere: () => chat({ connection: 'elsewhere' }),
  notify: () => chat({}, undefined, notified('off', true)),
  'notify-help': () => notify('off'),
  'notify-phone': () => notify('home-screen'),
  alert: () => chat({ alerts: ['redeem-attempt', 'link-requested'] }),
  verified: () => chat({ verified: true, messages: [...talk, long] }),
  keys: () => chat({ alerts: ['keys-changed'] }),
  many: () => chat({ messages: many }),
  over: () =>
    chat({
      connection: 'ended',
      status: 'ended',
      endReason: 'ended-by-member',
      messages: [...talk, ...lost],
    }),
  opening: () => <GuestPage open={() => new Promise(() => {})} />,
  invited: () => invited(),
  'invited-again': () => invited({ lastName: 'Mira', clockBehind: HOUR }),
  unsupported: () => page({ kind: 'unsupported', feature: 'crypto' }),
  unavailable: () => page({ kind: 'unavailable' }),
  'rate-limited': () => page({ kind: 'rate-limited', retryAfterSeconds: 20 }),
};
for (const kind of ['expired', 'revoked', 'used', 'ended'] as const)
  screens[kind] = () => page({ kind, requestNewLink: async () => true });
for (const kind of ['damaged', 'unknown', 'none', 'storage', 'clock'] as const) screens[kind] = () => page({ kind });

for (const [name, dialog] of Object.entries(dialogs)) {
  screens[name] = () => (
    <>
      {chat({})}
      {dialog()}
    </>
  );
}

const wanted = new URLSearchParams(location.search).get('screen') ?? '';

applyLanguage(document.documentElement);
await loadLanguage();
const screen = screens[wanted];
render(screen ? screen() : <Sheet screens={Object.keys(screens)} />, document.body);
