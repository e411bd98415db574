import { Card } from '@guestchat/chat';
import { p } from './texts/index.ts';

/** Shown only if opening takes long enough to notice. */
export const Opening = () => (
  <Card kind="opening">
    <p class="opening" role="status">
      {p('opening')}
    </p>
  </Card>
);
