import { Card } from '@guestchat/chat';
import { p } from './texts/index.ts';

/** Shown only if opening takes long enough to notice. */
export const Opening = () => (
  <Card kind="opening">
    <h1 class="vh">{p('title')}</h1>
    <p class="opening" role="status">
      {p('opening')}
    </p>
  </Card>
);
