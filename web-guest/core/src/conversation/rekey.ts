import type { ConversationRecord, EpochUse } from '../store/records.js';

const MESSAGES_PER_EPOCH = 100;
const DAY = 24 * 60 * 60 * 1000;

/** Whether to commit now (protocol, 5.4). An unused epoch has no keys worth replacing. */
export function rekeyDue(record: ConversationRecord, now: number): boolean {
  const { shared, due, messages, startedAt, pendingN } = record.epoch;
  if (record.status !== 'open' || pendingN !== undefined || !shared) return false;
  return due || messages >= MESSAGES_PER_EPOCH || (messages > 0 && now - startedAt >= DAY);
}

/** Our own commit won: the peer is in this epoch once it has acknowledged it, or speaks in it. */
export function begunByUs(n: number, now: number): EpochUse {
  return { startedAt: now, messages: 0, shared: false, due: false, begunByN: n };
}

/** The peer's commit won; a commit of our own that lost is to be tried again. */
export function begunByPeer(before: EpochUse, now: number): EpochUse {
  return { startedAt: now, messages: 0, shared: true, due: before.due || before.pendingN !== undefined };
}
