import type { Held } from '../store/conversationStore.js';
import { type Step, withRecord } from './step.js';

/** What the relay says of our own envelopes: n up to which they are in the log, and with the peer. */
export interface Counts {
  readonly accepted: number;
  readonly delivered: number;
}

/** Neither count ever falls, and what was delivered was accepted. Undefined when both are known already. */
export function takeCounts(held: Held, counts: Counts): Step | undefined {
  const { record } = held;
  if (counts.accepted > record.sentN) {
    // The relay has envelopes of ours that we do not know: this is an old copy of our state, with spent keys.
    return {
      held: withRecord(held, { status: 'ended', endReason: 'state-lost' }),
      additions: {},
      refused: 'state-behind',
    };
  }
  const acceptedN = Math.max(record.acceptedN, counts.accepted, counts.delivered);
  const deliveredN = Math.max(record.deliveredN, counts.delivered);
  if (acceptedN === record.acceptedN && deliveredN === record.deliveredN) return undefined;
  const { epoch } = record;
  const shared = epoch.shared || (epoch.begunByN !== undefined && epoch.begunByN <= deliveredN);
  const change = { acceptedN, deliveredN, epoch: { ...epoch, shared } };
  return { held: withRecord(held, change), additions: { acceptedN } };
}
