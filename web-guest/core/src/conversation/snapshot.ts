import type { ChatState, ConnectionStatus, Delivery, Message } from '../chat/chat.js';
import type { ConversationRecord, StoredMessage } from '../store/records.js';

export interface Presence {
  readonly online: boolean;
  readonly typing: boolean;
}

/** What the page sees of a conversation, and sees often: messages are put together anew only when something about them has changed. */
export class Snapshots {
  #messages: readonly Message[] = [];
  #lines: readonly StoredMessage[] = [];
  #record: ConversationRecord | undefined;

  of(
    record: ConversationRecord,
    lines: readonly StoredMessage[],
    connection: ConnectionStatus,
    presence: Presence,
  ): ChatState {
    const ended = record.status === 'ended';
    return {
      id: record.id,
      peer: {
        name: record.peerName,
        online: presence.online && connection === 'online' && !ended,
        typing: presence.typing && connection === 'online' && !ended,
      },
      connection: ended ? 'ended' : connection,
      status: record.status,
      ...(record.endReason === undefined ? {} : { endReason: record.endReason }),
      messages: this.#messagesOf(record, lines),
      alerts: record.alerts,
      unread: lines.filter((line) => !line.mine && line.n > record.readN).length,
      safetyNumber: record.safetyNumber,
      verified: record.verifiedNumber === record.safetyNumber,
    };
  }

  #messagesOf(record: ConversationRecord, lines: readonly StoredMessage[]): readonly Message[] {
    const before = this.#record;
    if (before && lines === this.#lines && sameDelivery(before, record)) return this.#messages;
    this.#record = record;
    this.#lines = lines;
    this.#messages = messagesOf(record, lines);
    return this.#messages;
  }
}

/** Whether our messages have come as far in one as in the other. */
function sameDelivery(one: ConversationRecord, other: ConversationRecord): boolean {
  return (
    one.acceptedN === other.acceptedN &&
    one.deliveredN === other.deliveredN &&
    one.peerReadN === other.peerReadN &&
    one.status === other.status
  );
}

function messagesOf(record: ConversationRecord, lines: readonly StoredMessage[]): Message[] {
  /** Ids of the messages so far, by content id: a reply answers what came before it. */
  const before = new Map<string, string>();
  return lines.map((line) => {
    const message = messageOf(record, line, line.replyTo === undefined ? undefined : before.get(line.replyTo));
    if (line.contentId !== '' && !before.has(line.contentId)) before.set(line.contentId, message.id);
    return message;
  });
}

function messageOf(record: ConversationRecord, line: StoredMessage, replyTo: string | undefined): Message {
  const { position, mine, text, at, unsupported, deleted, changedN, reactions } = line;
  return {
    id: String(position),
    mine,
    text,
    at,
    ...(mine ? { delivery: deliveryOf(record, line) } : {}),
    ...(unsupported ? { unsupported } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(deleted ? { deleted } : changedN === undefined ? {} : { edited: true }),
    ...(reactions ? { reactions } : {}),
  };
}

function deliveryOf(record: ConversationRecord, { n, changedN = n }: StoredMessage): Delivery {
  // What is shown is the message as changed: it has gone no further than the change.
  if (changedN > record.acceptedN) return record.status === 'ended' ? 'failed' : 'waiting';
  if (n <= record.peerReadN) return 'read';
  return n <= record.deliveredN ? 'delivered' : 'accepted';
}
