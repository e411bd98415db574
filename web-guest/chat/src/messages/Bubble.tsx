import type { Message } from '@guestchat/core';
import { timeOfDay } from '../language/dates.ts';
import { t } from '../texts/index.ts';
import { linkParts } from './links.ts';
import { Ticks } from './Ticks.tsx';

export interface BubbleProps {
  readonly message: Message;
  readonly author: string;
  readonly run: boolean;
  readonly big: boolean;
  /** Absent when there is no point: the chat is over. */
  onRetry: (() => void) | undefined;
}

/** One message. For browser tests: `data-testid="message"` with `data-mine` and, on our own, `data-delivery`. */
export function Bubble({ message, author, run, big, onRetry }: BubbleProps) {
  const { mine, delivery } = message;
  return (
    <li
      class={`m${mine ? ' me' : ''}${run ? ' run' : ''}${big ? ' big' : ''}`}
      data-testid="message"
      data-mine={String(mine)}
      data-delivery={delivery}
    >
      <div class="b">
        <span class="vh">{mine ? t('you') : author}: </span>
        {message.unsupported ? <p class="unsupported">{t('unsupported')}</p> : <Text text={message.text} />}
        <span class="meta">
          <time dateTime={new Date(message.at).toISOString()}>{timeOfDay(message.at)}</time>
          {delivery && delivery !== 'failed' && <Ticks delivery={delivery} />}
        </span>
      </div>
      {delivery === 'failed' &&
        (onRetry ? (
          <button type="button" class="fail" onClick={onRetry}>
            {t('failed')}
          </button>
        ) : (
          <span class="fail">{t('notSent')}</span>
        ))}
    </li>
  );
}

const Text = ({ text }: { text: string }) => (
  <p>
    {linkParts(text).map((part) =>
      part.href ? (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      ) : (
        part.text
      ),
    )}
  </p>
);
