import type { Message } from '@guestchat/core';
import { t } from '../texts/index.ts';

export interface ReactionsProps {
  readonly reactions: NonNullable<Message['reactions']>;
  readonly peer: string;
}

/** What was reacted, one mark for each emoji. Pressed, one's own is taken back and the peer's is given too (see presses). */
export function Reactions({ reactions, peer }: ReactionsProps) {
  const { mine, theirs } = reactions;
  const marks = [...new Set([theirs, mine])].filter((emoji) => emoji !== undefined);
  return (
    <div class="reacts">
      {marks.map((emoji) => {
        const who = [...(emoji === mine ? [t('you')] : []), ...(emoji === theirs ? [peer] : [])];
        const count = who.length > 1 ? String(who.length) : '';
        return (
          <button
            key={emoji}
            type="button"
            data-emoji={emoji}
            aria-pressed={emoji === mine}
            aria-label={[emoji, count, who.join(', ')].join(' ')}
          >
            {emoji}
            {count && <b>{count}</b>}
          </button>
        );
      })}
    </div>
  );
}
