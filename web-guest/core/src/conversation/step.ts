import type { MlsContext } from 'ts-mls';
import type { Spent } from '../mls/group.js';
import type { Additions, Held } from '../store/conversationStore.js';
import type { ConversationRecord } from '../store/records.js';

/** What steps need besides what is held. */
export interface StepContext {
  readonly crypto: Crypto;
  readonly mls: MlsContext;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One change of a conversation, computed but not yet true: it is once it has been written. */
export interface Step {
  readonly held: Held;
  readonly additions: Additions;
  /** To overwrite after the write. */
  readonly spent?: Spent;
  /** A refusal to report: a code, never content. */
  readonly refused?: string;
}

export function withRecord(held: Held, change: Partial<ConversationRecord>): Held {
  return { ...held, record: { ...held.record, ...change } };
}
