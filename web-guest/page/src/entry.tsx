import { applyLanguage, loadLanguage } from '@guestchat/chat';
import { openGuest } from '@guestchat/core';
import { render } from 'preact';
import { loadScreens } from './chat/LaterScreen.tsx';
import { loadConfig } from './config.ts';
import { GuestPage } from './GuestPage.tsx';
import { keepTabsChat, tabsChat } from './tabsChat.ts';

document.querySelector('.fallback')?.remove();

// All that is secret about the link stands behind the #, which no request carries.
const fragment = location.hash.slice(1);

const open = () =>
  openGuest({
    sessionUrl: loadConfig().then((config) => config.sessionUrl),
    fragment,
    chat: tabsChat(),
    forgetFragment: keepTabsChat,
  });

// Another link pasted into the same tab is another visit.
addEventListener('hashchange', () => location.hash && location.reload());

// Without a link there is most likely a chat to go on with.
if (!fragment) loadScreens().catch(() => {});
applyLanguage(document.documentElement);
// Not awaited at the top level: Safari before 27 is wrong about a module that is imported while it awaits (WebKit bug 242740).
loadLanguage().then(() => render(<GuestPage open={open} />, document.body));
