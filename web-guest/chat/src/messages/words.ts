import type { Message } from '@guestchat/core';
import { t } from '../texts/index.ts';

/** A message in words, where it is not shown whole: in a quote, in a list of chats. */
export function wordsOf({ deleted, unsupported, text }: Message): string {
  if (deleted) return t('deleted');
  return unsupported ? t('unsupported') : text;
}

/** Who wrote a message, as its reader says it. */
export const authorOf = ({ mine }: Message, peer: string): string => (mine ? t('you') : peer);

/** Whether there is anything to do with a message, or to say to it. */
export const isWhole = ({ deleted, unsupported }: Message): boolean => !deleted && !unsupported;
