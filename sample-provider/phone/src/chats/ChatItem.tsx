import { Avatar, Icon, timeOfDay, useSnapshot } from '@guestchat/chat';
import { wordsOf } from '@guestchat/chat/screen';
import type { Chat } from '@guestchat/core/member';
import { s } from '../texts/index.ts';

export interface ChatItemProps {
  readonly chat: Chat;
  readonly blocked: boolean;
  onOpen(): void;
}

/** One chat of the list: who, the last words, when, how much is unread. */
export function ChatItem({ chat, blocked, onOpen }: ChatItemProps) {
  const { peer, messages, unread, status, verified } = useSnapshot(chat);
  const last = messages.at(-1);
  return (
    <li>
      <button type="button" class="item" data-testid="chat-item" onClick={onOpen}>
        <Avatar name={peer.name} />
        <span class="about">
          <strong class="name">
            <span dir="auto">{peer.name}</span>
            {verified && <Icon name="shield" label={s('verified')} />}
          </strong>
          <span class="last" dir="auto">
            {status === 'ended' ? s(blocked ? 'blocked' : 'ended') : peer.typing ? s('typing') : last && wordsOf(last)}
          </span>
        </span>
        <span class="side">
          {last && <time dateTime={new Date(last.at).toISOString()}>{timeOfDay(last.at)}</time>}
          {unread > 0 && <b>{s('unread', { n: unread })}</b>}
        </span>
      </button>
    </li>
  );
}
