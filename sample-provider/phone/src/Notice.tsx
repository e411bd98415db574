import { Card } from '@guestchat/chat';
import { s } from './texts/index.ts';

/** While the member's chats are opened, and when they could not be. */
export const Notice = ({ kind, name }: { kind: 'opening' | 'failed'; name: string }) => (
  <Card kind="notice">
    <h1 class="vh">{s('title', { name })}</h1>
    <p role="status">{s(kind)}</p>
    {kind === 'failed' && (
      <button type="button" class="btn" onClick={() => location.reload()}>
        {s('retry')}
      </button>
    )}
  </Card>
);
