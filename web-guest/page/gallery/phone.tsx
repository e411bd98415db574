import type { Chat, Invite, Member } from '@guestchat/core/member';
import '../../../sample-provider/phone/src/phone.css';
import { ChatList } from '../../../sample-provider/phone/src/chats/ChatList.tsx';
import { LoginScreen } from '../../../sample-provider/phone/src/login/LoginScreen.tsx';
import { Notice } from '../../../sample-provider/phone/src/Notice.tsx';
import { FakeChat } from '../../chat/test/FakeChat.ts';
import { chat } from './chats.tsx';
import { changed, MINUTE, talk, unwieldy } from './content.ts';
import type { Screens } from './screens.ts';
import { click, pretend } from './stage.ts';

const accounts = ['Ana', 'Bogdan', 'Chiara'].map((name) => ({ id: name.toLowerCase(), name }));
const [ana] = accounts as [(typeof accounts)[0]];

const invite = (id: string, minutes: number): Invite => ({
  id,
  link: `https://guest.example/#/${id.repeat(22)}.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG`,
  expiresAt: new Date(Date.now() + minutes * MINUTE).toISOString(),
});

const member = (chats: readonly Chat[], invites: readonly Invite[]): Member => ({
  state: { connection: 'online', chats, invites },
  subscribe: () => () => {},
  invite: async () => invite('C', 7 * 24 * 60),
  revoke: async () => {},
  takeOver: async () => {},
  close: () => {},
});

const guests = (): Chat[] => [
  new FakeChat({
    id: 'a',
    peer: { name: 'Mira', online: true, typing: false },
    messages: talk,
    unread: 2,
    verified: true,
  }),
  new FakeChat({ id: 'b', peer: { name: 'Jonas', online: true, typing: true }, messages: changed }),
  new FakeChat({ id: 'c', ...unwieldy, unread: 120, verified: true }),
  new FakeChat({
    id: 'd',
    peer: { name: 'أمل', online: false, typing: false },
    messages: unwieldy.messages.slice(2, 3),
  }),
  new FakeChat({ id: 'e', peer: { name: 'Petra', online: false, typing: false }, status: 'ended' }),
  new FakeChat({ id: 'f', peer: { name: 'Max', online: false, typing: false }, status: 'ended', messages: talk }),
];

const list = (known: Member, inviting = false) => (
  <ChatList
    key={Math.random()}
    member={known}
    account={ana}
    blocked={new Set(['f'])}
    inviting={inviting}
    onOpen={() => {}}
  />
);

/** The sample provider's own screens, and what a member sees of a chat. */
export const phone: Screens = {
  'phone-login': {
    show: () => {
      pretend(globalThis, 'fetch', async () => Response.json(accounts));
      return <LoginScreen onLogin={() => {}} />;
    },
  },
  'phone-login-failed': {
    show: () => {
      pretend(globalThis, 'fetch', () => Promise.reject(new TypeError('no network')));
      return <LoginScreen key="failed" onLogin={() => {}} />;
    },
  },
  'phone-opening': { show: () => <Notice kind="opening" name={ana.name} /> },
  'phone-failed': { show: () => <Notice kind="failed" name={ana.name} /> },
  'phone-empty': { show: () => list(member([], [])) },
  'phone-chats': { show: () => list(member(guests(), [invite('A', 6 * 24 * 60), invite('B', -1)])) },
  'phone-invite': { show: () => list(member(guests(), []), true) },
  'phone-invite-failed': {
    show: () => list({ ...member([], []), invite: () => Promise.reject(new Error('no network')) }, true),
  },
  'phone-chat': chat({ messages: changed }, { member: true }),
  'phone-options': chat({}, { member: true, afterwards: () => click('.top .ib:last-child') }),
  'phone-alert': chat({ alerts: ['link-requested'] }, { member: true }),
  'phone-over': chat({ connection: 'ended', status: 'ended', endReason: 'left' }, { member: true }),
};
