import { JoinError, type OpenResult } from '@guestchat/core';
import { FakeChat } from '../../chat/test/FakeChat.ts';
import { GuestPage } from '../src/GuestPage.tsx';
import { LinkScreen } from '../src/link/LinkScreen.tsx';
import { MINUTE, talk } from './content.ts';
import type { Screen, Screens } from './screens.ts';
import { click, find, pretend, settled, write } from './stage.ts';

type Invited = Extract<OpenResult, { kind: 'invited' }>;

const page = (result: OpenResult, afterwards?: Screen['afterwards']): Screen => {
  const show = () => <GuestPage key={Math.random()} open={async () => result} />;
  return afterwards ? { show, afterwards } : { show };
};

const invited = (more: Partial<Invited> = {}, afterwards?: Screen['afterwards']): Screen =>
  page(
    {
      kind: 'invited',
      inviter: { name: 'Amal Haddad', about: 'Harbour Dental' },
      expiresAt: new Date(Date.now() + 60 * MINUTE),
      clockBehind: 0,
      join: async () => new FakeChat({ messages: talk }),
      requestNewLink: async () => true,
      ...more,
    },
    afterwards,
  );

/** As it is shown to a browser that calls itself so. */
const seenBy = (browser: string, screen: Screen): Screen => ({
  ...screen,
  show: () => {
    pretend(navigator, 'userAgent', browser);
    return screen.show();
  },
});

const refused = () => Promise.reject(new DOMException('', 'SecurityError'));

const screens: Record<string, Screen> = {
  opening: { show: () => <GuestPage key="opening" open={() => new Promise(() => {})} /> },
  invited: invited(),
  'invited-again': invited({ lastName: 'Mira', clockBehind: 60 * MINUTE }),
  'invited-by-many-letters': invited({
    inviter: { name: 'Maria-Magdalena Alexandrescu-Constantinopolitanul von Hohenstein', about: 'x'.repeat(60) },
  }),
  'invited-in-app': seenBy('Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) Chrome/140 Mobile Instagram 300', invited()),
  'invited-in-private': {
    ...invited(),
    show: () => {
      pretend(navigator, 'storage', { ...navigator.storage, getDirectory: refused } as unknown as StorageManager);
      return invited().show();
    },
  },
  'name-missing': invited({}, () => click('.card .btn')),
  'join-failed': invited({ join: () => Promise.reject(new JoinError('unavailable')) }, async () => {
    await write('.card input', 'Mira');
    await click('.card .btn');
  }),
  privacy: invited({}, async () => {
    find<HTMLDetailsElement>('details').open = true;
    find('.language').scrollIntoView();
    await settled();
  }),
  unsupported: page({ kind: 'unsupported', feature: 'crypto' }),
  unavailable: page({ kind: 'unavailable' }),
  'no-network': {
    show: () => {
      pretend(navigator, 'onLine', false);
      return page({ kind: 'unavailable' }).show();
    },
  },
  'erased-untold': {
    show: () => {
      const chat = new FakeChat({ status: 'ended', untold: true });
      return <LinkScreen key="erased-untold" result={{ kind: 'erased', chat }} onRetry={() => {}} />;
    },
  },
  'which-chat': page({
    kind: 'chats',
    chats: ['Amal Haddad', 'Maria-Magdalena Alexandrescu-Constantinopolitanul', 'Ștefan'].map((name, i) => ({
      id: name,
      name,
      activityAt: new Date(Date.now() - i * 60 * MINUTE),
    })),
    open: async () => ({ kind: 'chat', chat: new FakeChat({ messages: talk }) }),
  }),
  unloaded: { show: () => <LinkScreen key="unloaded" result={{ kind: 'unloaded' }} onRetry={() => {}} /> },
  'rate-limited': page({ kind: 'rate-limited', retryAfterSeconds: 20 }),
  'link-asked-for': page({ kind: 'expired', requestNewLink: async () => true }, () => click('.btn')),
  'link-refused': page({ kind: 'expired', requestNewLink: async () => false }, () => click('.btn')),
};
for (const kind of ['expired', 'revoked', 'used', 'ended', 'erased'] as const)
  screens[kind] = page({ kind, requestNewLink: async () => true });
for (const kind of ['damaged', 'unknown', 'none', 'storage', 'clock'] as const) screens[kind] = page({ kind });

export const links: Screens = screens;
