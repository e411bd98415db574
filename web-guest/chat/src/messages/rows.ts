import type { Message } from '@guestchat/core';
import { startOfDay } from '../language/days.ts';
import { isBigEmoji } from './emoji.ts';
import { isWhole } from './words.ts';

/** Messages of one side within this time (ms) of each other belong together. */
const RUN = 5 * 60_000;

/** One day of the conversation, with its lines. */
export interface Day {
  readonly key: string;
  readonly at: number;
  readonly rows: readonly Row[];
}

/** A line of the conversation as shown. */
export type Row =
  | { readonly kind: 'unread'; readonly key: string; readonly count: number }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      readonly run: boolean;
      readonly big: boolean;
      /** The message that this one answers. */
      readonly quoted: Message | undefined;
    };

/** Where the "new messages" line stands: before this message, counting from it. */
export interface Divider {
  readonly before: string;
  readonly count: number;
}

/**
 * Lays messages out: day by day, a line where the unread begin, runs of one side drawn together. A day keeps its key whichever
 * of its messages are given.
 *
 * @param all where the messages are from: some may answer one that is not among them
 */
export function daysOf(messages: readonly Message[], divider?: Divider, all = messages): Day[] {
  const days: Day[] = [];
  const keys = new Set<string>();
  let rows: Row[] = [];
  const before = new Map<string, Message>();
  let previous: Message | undefined;
  for (const message of messages) {
    const newDay = !previous || startOfDay(previous.at) !== startOfDay(message.at);
    const unread = message.id === divider?.before;
    const quoted =
      message.replyTo === undefined
        ? undefined
        : (before.get(message.replyTo) ?? all.find(({ id }) => id === message.replyTo));
    const big = !quoted && isBig(message);
    if (newDay) {
      // A clock that went back makes a day begin twice.
      const day = String(startOfDay(message.at));
      const key = keys.has(day) ? `${day} ${message.id}` : day;
      keys.add(key);
      rows = [];
      days.push({ key, at: message.at, rows });
    }
    if (unread) rows.push({ kind: 'unread', key: 'unread', count: divider.count });
    const run = !newDay && !unread && !big && joins(previous, message);
    rows.push({ kind: 'message', key: message.id, message, run, big, quoted });
    before.set(message.id, message);
    previous = message;
  }
  return days;
}

const joins = (previous: Message | undefined, message: Message): boolean =>
  previous !== undefined &&
  previous.mine === message.mine &&
  Math.abs(message.at - previous.at) < RUN &&
  !isBig(previous);

const isBig = (message: Message): boolean => isWhole(message) && isBigEmoji(message.text);

/** The divider for the last `unread` messages of the other side, if there are any. */
export function dividerOf(messages: readonly Message[], unread: number): Divider | undefined {
  if (unread <= 0) return undefined;
  const theirs = messages.filter((message) => !message.mine);
  const first = theirs[Math.max(0, theirs.length - unread)];
  return first && { before: first.id, count: Math.min(unread, theirs.length) };
}
