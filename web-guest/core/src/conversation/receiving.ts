import { decodeContent, type ReceivedContent } from '../content/content.js';
import { equal } from '../encoding/bytes.js';
import { authenticatedData } from '../mls/authenticatedData.js';
import { enterCommitted, epochOf, unprotect } from '../mls/group.js';
import type { Deliver } from '../relay/frames.js';
import type { Held } from '../store/conversationStore.js';
import type { ConversationRecord, StoredMessage } from '../store/records.js';
import { changedLine } from './lines.js';
import { begunByPeer, begunByUs } from './rekey.js';
import { type Step, type StepContext, withRecord } from './step.js';
import { keysChanged } from './verification.js';

/**
 * Takes in one delivered envelope. Undefined for one that is here already. A refused envelope still moves `storedSeq`:
 * it is acknowledged, as the relay would offer it for ever otherwise, and changes nothing else but what the reader is told;
 * or it shows that nothing later can be read, and ends the conversation.
 */
export async function receive(
  context: StepContext,
  held: Held,
  lines: readonly StoredMessage[],
  frame: Deliver,
): Promise<Step | undefined> {
  const { record } = held;
  if (frame.seq <= record.storedSeq) return undefined;
  const stored = withRecord(held, { storedSeq: frame.seq });
  if (frame.from === record.side) return receiveEcho(context, stored, frame);
  if (frame.n <= record.peerN) return refuse(stored, 'repeated-n');
  const expected = { kind: frame.kind, authenticatedData: authenticatedData(frame.from, frame.n) };
  const opened = await unprotect(context.mls, held.group, frame.payload, expected);
  switch (opened.kind) {
    case 'application': {
      const { group, spent } = opened;
      const sameEpoch = opened.epoch === epochOf(held.group);
      const { epoch } = record;
      const use = sameEpoch ? { ...epoch, messages: epoch.messages + 1, shared: true } : epoch;
      const counted = withRecord({ ...stored, group }, { peerN: frame.n, epoch: use });
      return { ...takeContent(counted, lines, frame, decodeContent(opened.plaintext)), spent };
    }
    case 'commit': {
      const { group, spent } = opened;
      const { pending: _lost, ...rest } = stored;
      const epoch = begunByPeer(record.epoch, context.now);
      return { held: withRecord({ ...rest, group }, { peerN: frame.n, epoch }), additions: {}, spent };
    }
    case 'late-commit':
      return { held: withRecord(stored, { peerN: frame.n }), additions: {} };
    case 'refused':
      if (opened.code === 'unknown-epoch' && isMissingSomething(held, frame)) {
        // What led into that epoch will not come any more, and nothing after it can be read.
        return refuse(withRecord(stored, { status: 'ended', endReason: 'state-lost' }), opened.code);
      }
      return refuse(opened.code === 'changed-identity' ? withRecord(stored, keysChanged(record)) : stored, opened.code);
  }
}

/** An envelope before this one expired in the mailbox: one of the peer's, or our own commit, which the relay has accepted. */
function isMissingSomething({ record }: Held, frame: Deliver): boolean {
  const { pendingN } = record.epoch;
  return frame.n > record.peerN + 1 || (pendingN !== undefined && pendingN <= record.acceptedN);
}

/** Our own handshake, in its place in the order: if it is the commit we wait for, no other came first, and it won. */
function receiveEcho(context: StepContext, held: Held, frame: Deliver): Step {
  const { pending, record } = held;
  if (!pending || record.epoch.pendingN !== frame.n) return { held, additions: {} };
  if (!equal(pending.commit, frame.payload)) return refuse(held, 'echo-differs');
  const { pending: _entered, ...rest } = held;
  const epoch = begunByUs(frame.n, context.now);
  return {
    held: withRecord({ ...rest, group: enterCommitted(held.group, pending.next) }, { epoch }),
    additions: {},
  };
}

function takeContent(held: Held, lines: readonly StoredMessage[], frame: Deliver, content: ReceivedContent): Step {
  const { record } = held;
  switch (content.type) {
    case 'text':
      return addLine(held, frame, {
        contentId: content.id,
        text: content.text,
        ...(content.replyTo === undefined ? {} : { replyTo: content.replyTo }),
      });
    case 'edit':
    case 'delete':
    case 'reaction': {
      const line = changedLine(lines, content, { mine: false, n: frame.n });
      return { held, additions: line ? { messages: [line] } : {} };
    }
    case 'unsupported':
      return addLine(held, frame, { contentId: '', text: '', unsupported: true });
    case 'read':
      return changed(held, { peerReadN: Math.max(record.peerReadN, Math.min(content.n, record.sentN)) });
    case 'profile':
      // The member's name came with the invite; only a guest says who it is.
      return changed(held, record.side === 'member' ? { peerName: content.name } : {});
    case 'bye':
      return changed(held, { status: 'ended', endReason: 'left' });
  }
}

function addLine(
  held: Held,
  frame: Deliver,
  line: Pick<StoredMessage, 'contentId' | 'text' | 'replyTo' | 'unsupported'>,
): Step {
  const position = held.record.nextPosition;
  const message: StoredMessage = { position, mine: false, n: frame.n, at: frame.at, ...line };
  const step = changed(held, { nextPosition: position + 1, activityAt: frame.at });
  return { ...step, additions: { messages: [message] } };
}

function changed(held: Held, change: Partial<ConversationRecord>): Step {
  return { held: withRecord(held, change), additions: {} };
}

function refuse(held: Held, refused: string): Step {
  return { held, additions: {}, refused };
}
