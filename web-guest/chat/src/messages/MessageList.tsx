import type { ChatState, Message } from '@guestchat/core';
import type { RefObject } from 'preact';
import { dayName } from '../language/days.ts';
import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';
import { Bubble } from './Bubble.tsx';
import { type Presses, usePresses } from './presses.ts';
import { type Divider, daysOf, type Row } from './rows.ts';
import { isWhole } from './words.ts';

export interface MessageListProps {
  readonly state: ChatState;
  /** Those of its messages that are drawn. */
  readonly shown: readonly Message[];
  /** Shown behind the others, before they are among them. */
  readonly sending: readonly Message[];
  readonly divider: Divider | undefined;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly presses: Presses;
  onRetry(): void;
}

/** The conversation, as much of it as is drawn. It is a log that says nothing itself: see Announcer. */
export function MessageList({ state, shown, sending, divider, scroller, presses, onRetry }: MessageListProps) {
  const { peer, messages } = state;
  const complete = shown[0] === messages[0];
  const now = Date.now();
  const newest = shown.findLast(isWhole)?.id;
  const refused = state.refused && messages.findLast(({ delivery }) => delivery === 'waiting');
  usePresses(scroller, presses);
  const line = (row: Row) => {
    switch (row.kind) {
      case 'unread':
        return (
          <li key={row.key} class="new" data-testid="unread-divider">
            {t('newMessages', { n: row.count })}
          </li>
        );
      case 'message':
        return (
          <Bubble
            key={row.key}
            message={row.message}
            author={peer.name}
            run={row.run}
            big={row.big}
            quoted={row.quoted}
            newest={row.message.id === newest}
            sending={sending.includes(row.message)}
            refusal={row.message === refused ? state.refused : undefined}
            // Not for all: a bubble whose props are the same is not drawn again.
            onRetry={row.message === refused ? onRetry : undefined}
          />
        );
    }
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div class="scroll" ref={scroller} tabIndex={0} role="log" aria-live="off" aria-label={t('conversation')}>
      <div class="list">
        {complete && (
          <p class="note">
            <span>
              <Icon name="lock" />
              {t('privacy', { name: peer.name })}
            </span>
          </p>
        )}
        {daysOf([...shown, ...sending], divider, messages).map(({ key, at, rows }) => (
          <ol key={key}>
            <li class="day">
              <span>{dayName(at, now)}</span>
            </li>
            {rows.map(line)}
          </ol>
        ))}
        {peer.typing && (
          <div class="m typing" aria-hidden="true">
            <div class="b">
              <i />
              <i />
              <i />
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
