import type { Message } from '@guestchat/core';

/** A message as it is searched. */
export interface Entry {
  readonly id: string;
  readonly text: string;
}

/** All that can be found, newest first, as it is what is most often looked for. */
export function entriesOf(messages: readonly Message[]): Entry[] {
  return messages.map(({ id, text }) => ({ id, text: plain(text) })).reverse();
}

/** Ids of the messages in which every word of the query is found, newest first. */
export function find(entries: readonly Entry[], query: string): string[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return entries.filter(({ text }) => words.every((word) => text.includes(word))).map(({ id }) => id);
}

/** Without case, accents and vowel marks: who searches on a phone writes none. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
