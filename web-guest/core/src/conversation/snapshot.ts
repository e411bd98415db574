import type { ChatState, ConnectionStatus, Delivery, Message } from '../chat/chat.js';
import type { ConversationRecord, StoredMessage } from '../store/records.js';

export interface Presence {
  readonly online: boolean;
  readonly typing: boolean;
}

/** What the page sees of a conversation. */
export function snapshot(
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
    messages: lines.map((line) => messageOf(record, line)),
    alerts: record.alerts,
    unread: lines.filter((line) => !line.mine && line.n > record.readN).length,
    safetyNumber: record.safetyNumber,
  };
}

function messageOf(record: ConversationRecord, line: StoredMessage): Message {
  const common = { id: String(line.position), mine: line.mine, text: line.text, at: line.at };
  if (line.mine) return { ...common, delivery: deliveryOf(record, line.n) };
  return line.unsupported ? { ...common, unsupported: true } : common;
}

function deliveryOf(record: ConversationRecord, n: number): Delivery {
  if (n <= record.peerReadN) return 'read';
  if (n <= record.deliveredN) return 'delivered';
  if (n <= record.acceptedN) return 'accepted';
  return record.status === 'ended' ? 'failed' : 'waiting';
}
