import { type Content, encodeContent, newContentId } from '../content/content.js';
import { authenticatedData } from '../mls/authenticatedData.js';
import { commitNewKeys, protect } from '../mls/group.js';
import type { Held } from '../store/conversationStore.js';
import type { StoredMessage } from '../store/records.js';
import { type Step, type StepContext, withRecord } from './step.js';

/** Gives the content its n and its ciphertext, for good. @throws ContentError */
export async function writeContent(context: StepContext, held: Held, content: Content): Promise<Step> {
  const { record } = held;
  const n = record.sentN + 1;
  const plaintext = encodeContent(content);
  const written = await protect(context.mls, held.group, plaintext, authenticatedData(record.side, n));
  const lines: StoredMessage[] =
    content.type === 'text'
      ? [{ position: record.nextPosition, mine: true, n, contentId: content.id, text: content.text, at: context.now }]
      : [];
  const change = {
    sentN: n,
    nextPosition: record.nextPosition + lines.length,
    activityAt: lines.length > 0 ? context.now : record.activityAt,
    epoch: { ...record.epoch, messages: record.epoch.messages + 1 },
  };
  return {
    held: withRecord({ ...held, group: written.group }, change),
    additions: { messages: lines, outbox: [{ n, kind: 'application', payload: written.message }] },
    spent: written.spent,
  };
}

/** Tells the peer that all its messages here have been read; undefined when it knows. */
export async function writeRead(
  context: StepContext,
  held: Held,
  lines: readonly StoredMessage[],
): Promise<Step | undefined> {
  const { record } = held;
  const readN = lines.reduce((n, line) => (line.mine ? n : Math.max(n, line.n)), 0);
  if (readN <= record.readN || record.status === 'ended') return undefined;
  const id = newContentId(context.crypto);
  const step = await writeContent(context, held, { type: 'read', id, seq: record.storedSeq, n: readN });
  return { ...step, held: withRecord(step.held, { readN }) };
}

/** Proposes new keys of our own. They count once the relay's order says so, see receiving. */
export async function writeCommit(context: StepContext, held: Held): Promise<Step> {
  const { record } = held;
  const n = record.sentN + 1;
  const pending = await commitNewKeys(context.mls, held.group, authenticatedData(record.side, n));
  return {
    held: withRecord({ ...held, pending }, { sentN: n, epoch: { ...record.epoch, pendingN: n } }),
    additions: { outbox: [{ n, kind: 'handshake', payload: pending.commit }] },
  };
}
