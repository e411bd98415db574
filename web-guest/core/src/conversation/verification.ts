import type { ConversationRecord } from '../store/records.js';

/** The reader compared the safety number as it is now, or takes that back. */
export function markVerified(record: ConversationRecord, verified: boolean): Partial<ConversationRecord> {
  return { verifiedNumber: verified ? record.safetyNumber : undefined };
}

/**
 * Other identity keys came in the peer's place. They are refused and the old ones stay, so what was verified is still what
 * is used; but whoever came is not whom the reader verified, so the mark goes, and a notice says why.
 */
export function keysChanged(record: ConversationRecord): Partial<ConversationRecord> {
  const alerts = record.alerts.includes('keys-changed') ? record.alerts : [...record.alerts, 'keys-changed' as const];
  return { alerts, verifiedNumber: undefined };
}
