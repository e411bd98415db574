import type { Message } from '@guestchat/core';
import { dateAndTime } from '../language/dates.ts';
import { authorOf, wordsOf } from '../messages/words.ts';
import { t } from '../texts/index.ts';

/** Whatever some program takes for the end of a line: behind it, a peer could write what looks like another message. */
const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/** A conversation as plain text, as the reader sees it: when, who, what; later lines of a message are set in. */
export function transcriptOf(messages: readonly Message[], peer: string, savedAt: number): string {
  const head = [t('transcriptOf', { name: peer }), t('transcriptSaved', { time: dateAndTime(savedAt) }), ''];
  return [...head, ...messages.map((message) => lineOf(message, peer)), ''].join('\n');
}

function lineOf(message: Message, peer: string): string {
  const { at, edited, reactions } = message;
  const notes = [edited ? t('edited') : '', reactions?.mine ?? '', reactions?.theirs ?? ''].filter(Boolean).join(' ');
  const text = wordsOf(message).replace(LINE_END, '\n    ');
  return `[${dateAndTime(at)}] ${authorOf(message, peer)}: ${text}${notes && ` (${notes})`}`;
}

/** Letters and digits of any script, for the name of a file. */
export function fileNameOf(peer: string, savedAt: number): string {
  const name = peer.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return ['chat', name, `${new Date(savedAt).toISOString().slice(0, 10)}.txt`].filter(Boolean).join('-');
}
