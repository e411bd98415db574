import { type Content, encodeContent, newContentId } from '../content/content.js';
import { authenticatedData } from '../mls/authenticatedData.js';
import { commitNewKeys, protect } from '../mls/group.js';
import type { Held } from '../store/conversationStore.js';
import type { StoredMessage } from '../store/records.js';
import { type Change, changedLine } from './lines.js';
import { type Step, type StepContext, withRecord } from './step.js';

/** Gives the content its n and its ciphertext, for good. @throws ContentError */
export async function writeContent(context: StepContext, held: Held, content: Content): Promise<Step> {
  const { record } = held;
  const n = record.sentN + 1;
  const plaintext = encodeContent(content);
  const written = await protect(context.mls, held.group, plaintext, authenticatedData(record.side, n));
  const lines = content.type === 'text' ? [lineOf(content, record.nextPosition, n, context.now)] : [];
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

function lineOf(
  { id, text, replyTo }: Extract<Content, { type: 'text' }>,
  position: number,
  n: number,
  at: number,
): StoredMessage {
  const line = { position, mine: true, n, contentId: id, text, at };
  return replyTo === undefined ? line : { ...line, replyTo };
}

/** An edit, deletion or reaction of ours; undefined when it would change nothing. @throws ContentError */
export async function writeChange(
  context: StepContext,
  held: Held,
  lines: readonly StoredMessage[],
  change: Change,
): Promise<Step | undefined> {
  const line = changedLine(lines, change, { mine: true, n: held.record.sentN + 1 });
  if (!line) return undefined;
  const step = await writeContent(context, held, change);
  return { ...step, additions: { ...step.additions, messages: [line] } };
}

/**
 * Tells the peer that all its messages here have been read; undefined when it knows. Of a conversation that has ended it is
 * kept here, and nobody is told.
 */
export async function writeRead(
  context: StepContext,
  held: Held,
  lines: readonly StoredMessage[],
): Promise<Step | undefined> {
  const { record } = held;
  const readN = lines.reduce((n, line) => (line.mine ? n : Math.max(n, line.n)), 0);
  if (readN <= record.readN) return undefined;
  if (record.status === 'ended') return { held: withRecord(held, { readN }), additions: {} };
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
