import type { Message } from '@guestchat/core';
import { t } from '../texts/index.ts';
import { authorOf, wordsOf } from './words.ts';

/** The message that another one answers, cut to two lines; pressed, it leads there (see presses). */
export const Quote = ({ message, peer }: { message: Message; peer: string }) => (
  <button type="button" class={`q${message.mine ? ' me' : ''}`} data-original={message.id}>
    <span class="vh">{t('inReplyTo')} </span>
    <b dir="auto">{authorOf(message, peer)}</b>
    <span class="vh">: </span>
    <span dir="auto">{wordsOf(message)}</span>
  </button>
);
