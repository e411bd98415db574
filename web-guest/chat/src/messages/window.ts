import type { Message } from '@guestchat/core';

/** Messages added at one go when the reader nears an edge of what is drawn. */
const PAGE = 60;
/** Most messages that are drawn at once, but for those that come while the reader is at the end. */
const MOST = 240;
/** Messages drawn before the one that the reader is to see. */
const LEAD = 20;

type Messages = readonly Pick<Message, 'id'>[];

/**
 * The messages that are drawn. It is held by ids, so that it stands still while older ones are loaded before it and new
 * ones come after it.
 */
export interface Window {
  /** The first that is drawn; undefined while there is none. */
  readonly first: string | undefined;
  /** The last that is drawn; undefined: the newest, whichever that is. */
  readonly last: string | undefined;
}

/** The newest messages; or those from a little before `from` on, if that is earlier. */
export function newest(messages: Messages, from?: string): Window {
  const last = messages.length - PAGE;
  const start = Math.max(0, from === undefined ? last : Math.min(last, indexOf(messages, from, last) - LEAD));
  return between(messages, start, from === undefined ? messages.length : Math.min(messages.length, start + MOST));
}

/** A page more of older ones, or the same window when there are none. */
export function older(messages: Messages, window: Window): Window {
  const [start, end] = bounds(messages, window);
  if (start === 0) return window;
  const first = Math.max(0, start - PAGE);
  return between(messages, first, Math.min(end, first + MOST));
}

/** A page more of newer ones, or the same window when there are none. */
export function newer(messages: Messages, window: Window): Window {
  if (window.last === undefined) return window;
  const [start, end] = bounds(messages, window);
  const last = Math.min(messages.length, end + PAGE);
  return between(messages, Math.max(start, last - MOST), last);
}

/** A window with this message amid it; the same one when the message is in it, or nowhere. */
export function around(messages: Messages, window: Window, id: string): Window {
  const [start, end] = bounds(messages, window);
  const index = indexOf(messages, id, -1);
  if (index < 0 || (index >= start && index < end)) return window;
  return between(messages, Math.max(0, index - PAGE), Math.min(messages.length, index + PAGE));
}

/** What to draw. */
export function drawn(messages: readonly Message[], window: Window): readonly Message[] {
  return messages.slice(...bounds(messages, window));
}

/** Whether so much is drawn that a reader at the end is better served by a new window. */
export function isLong(messages: Messages, window: Window): boolean {
  const [start, end] = bounds(messages, window);
  return end - start > MOST;
}

/** Index of the first that is drawn, and of the first after the last. */
function bounds(messages: Messages, { first, last }: Window): [number, number] {
  const start = first === undefined ? 0 : indexOf(messages, first, 0);
  const end = last === undefined ? messages.length : indexOf(messages, last, messages.length - 1) + 1;
  return [start, end];
}

function between(messages: Messages, start: number, end: number): Window {
  return { first: messages[start]?.id, last: end === messages.length ? undefined : messages[end - 1]?.id };
}

/** From the newest back: what is looked for is most often there. */
function indexOf(messages: Messages, id: string, otherwise: number): number {
  for (let index = messages.length - 1; index >= 0; index--) if (messages[index]?.id === id) return index;
  return otherwise;
}
