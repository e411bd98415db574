import type { ChatState } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../texts/index.ts';
import { arrivals } from './arrivals.ts';
import { wordsOf } from './words.ts';

/** An announcement stays so long (ms): time to be spoken, but not to be read a second time beside the message itself. */
const SPOKEN_WITHIN = 10_000;

/**
 * Says each message of the peer once, when it comes. The list itself is silent: older messages that are drawn while one
 * scrolls, ticks and edits are no news.
 */
export function Announcer({ state }: { state: ChatState }) {
  const { messages, peer } = state;
  const seen = useRef(messages.at(-1)?.id);
  const news = useSignal(arrivals([], undefined));
  useEffect(() => {
    const fresh = arrivals(messages, seen.current);
    seen.current = messages.at(-1)?.id ?? seen.current;
    if (fresh.length === 0) return;
    news.value = [...news.peek(), ...fresh];
    const ids = new Set(fresh.map(({ id }) => id));
    setTimeout(() => {
      news.value = news.peek().filter(({ id }) => !ids.has(id));
    }, SPOKEN_WITHIN);
  }, [messages, news]);
  return (
    <div class="vh" role="log" aria-label={t('newMessage')}>
      {news.value.map((message) => (
        <p key={message.id}>
          {peer.name}: {wordsOf(message)}
        </p>
      ))}
    </div>
  );
}
