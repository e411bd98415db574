import type { Message, Refusal } from '@guestchat/core';
import { timeOfDay } from '../language/dates.ts';
import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';
import { MessageText } from './MessageText.tsx';
import { Quote } from './Quote.tsx';
import { Reactions } from './Reactions.tsx';
import { Refused } from './Refused.tsx';
import { Ticks } from './Ticks.tsx';
import { authorOf, isWhole } from './words.ts';

export interface BubbleProps {
  readonly message: Message;
  readonly author: string;
  readonly run: boolean;
  readonly big: boolean;
  /** The message that this one answers. */
  readonly quoted: Message | undefined;
  /** The Tab key stops at the newest message; arrow keys go on from there (see presses). */
  readonly newest: boolean;
  /** Not kept yet: nothing can be done with it, and it is announced when it is. */
  readonly sending: boolean;
  /** It waits, and this is why. */
  readonly refusal: Refusal | undefined;
  readonly onRetry: (() => void) | undefined;
}

/** One message. For browser tests: `data-testid="message"` with `data-mine` and, on our own, `data-delivery`. */
export function Bubble({ message, author, run, big, quoted, newest, sending, refusal, onRetry }: BubbleProps) {
  const { id, mine, delivery, reactions } = message;
  return (
    <li
      class={`m${mine ? ' me' : ''}${run ? ' run' : ''}${big ? ' big' : ''}`}
      data-testid={sending ? 'sending' : 'message'}
      aria-hidden={sending || undefined}
      data-id={id}
      data-mine={String(mine)}
      data-delivery={delivery}
    >
      <div class="b">
        <span class="vh">{authorOf(message, author)}: </span>
        {quoted && <Quote message={quoted} peer={author} />}
        <Body message={message} />
        <span class="meta">
          {message.edited && `${t('edited')} `}
          <time dateTime={new Date(message.at).toISOString()}>{timeOfDay(message.at)}</time>
          {delivery && delivery !== 'failed' && <Ticks delivery={delivery} />}
        </span>
        {isWhole(message) && !sending && (
          <button
            type="button"
            class="act"
            tabIndex={newest ? 0 : -1}
            aria-haspopup="menu"
            aria-label={t('messageActions')}
          >
            <Icon name="more" />
          </button>
        )}
      </div>
      {reactions && <Reactions reactions={reactions} peer={author} />}
      {refusal && onRetry && <Refused refusal={refusal} peer={author} onRetry={onRetry} />}
      {delivery === 'failed' && <span class="fail">{t('notSent')}</span>}
    </li>
  );
}

function Body({ message }: { message: Message }) {
  if (message.deleted) return <p class="gone">{t('deleted')}</p>;
  return message.unsupported ? <p class="gone">{t('unsupported')}</p> : <MessageText text={message.text} />;
}
