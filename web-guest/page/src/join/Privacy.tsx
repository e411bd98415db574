import { Icon, type IconName } from '@guestchat/chat';
import type { ComponentChildren } from 'preact';
import { p } from '../texts/index.ts';

/** What joining means: in four lines, and with more behind them for who wants to know. */
export const Privacy = ({ inviter, until }: { inviter: string; until: string }) => (
  <div class="trust">
    <ul>
      <Point icon="lock">{p('trustEncrypted', { name: inviter })}</Point>
      <Point icon="lines">{p('textOnly')}</Point>
      <Point icon="phone">{p('trustBrowser')}</Point>
      <Point icon="clock">{p('expires', { date: until })}</Point>
    </ul>
    <details>
      <summary>{p('privacy')}</summary>
      <ul>
        <li>{p('keptHere')}</li>
        <li>{p('keptThere', { name: inviter })}</li>
        <li>{p('keptServers')}</li>
        <li>{p('chatEnds')}</li>
        <li>{p('keptNothing')}</li>
      </ul>
    </details>
  </div>
);

const Point = ({ icon, children }: { icon: IconName; children: ComponentChildren }) => (
  <li>
    <Icon name={icon} />
    {children}
  </li>
);
