import type { Draft } from '../chat/chat.js';
import { type Bytes, concat, equal } from '../encoding/bytes.js';
import { decodeGroup, encodeGroup, type Group, type Kind } from '../mls/group.js';
import type { ConversationRow, Tables } from './database.js';
import type { LastingDatabase } from './lastingDatabase.js';
import type { ConversationKeys, ConversationRecord, OutboxEntry, StoredMessage } from './records.js';
import type { Vault } from './vault.js';

/** Another tab wrote since we read: it leads now, and what we hold must not be used to send. */
export class LostLead extends Error {
  override readonly name = 'LostLead';
}

/** The keys and counts of one conversation, as of one moment. */
export interface Held {
  readonly record: ConversationRecord;
  readonly group: Group;
  /** Our own commit, waiting for its place in the relay's order. */
  readonly pending?: PendingCommit;
}

export interface PendingCommit {
  readonly commit: Bytes;
  readonly next: Group;
}

/** What one step adds; together with the new `Held` it is written in one transaction or not at all. */
export interface Additions {
  /** New lines, and lines that are there as they are from now on. */
  readonly messages?: readonly StoredMessage[];
  readonly outbox?: readonly OutboxEntry[];
  /** Envelopes up to here are in the relay's log: their bytes may go. */
  readonly acceptedN?: number;
  /** The invite or joining of the same id has served. */
  readonly settled?: 'invite' | 'joining';
  /** What was being written is among the messages now. */
  readonly draftSent?: boolean;
}

/** What is left of a guest's chat for a while. */
export interface Remains {
  /** Until the service has been told of its end. */
  readonly farewell: Tables['farewells']['value'];
  /** Until nobody opens its link any more. */
  readonly trace: Tables['traces']['value'];
}

/** As many messages as fill a few screens: a chat opens with these, whatever it holds. */
const NEWEST = 200;

export interface LoadedConversation {
  readonly held: Held;
  readonly keys: ConversationKeys;
  readonly version: number;
  /** In order and without a gap up to the newest; see `earlier` for what may stand before them. */
  readonly messages: readonly StoredMessage[];
  readonly outbox: readonly OutboxEntry[];
  readonly draft?: Draft;
}

/** Conversations at rest. Sealing happens before the transaction opens: IndexedDB closes one that waits for WebCrypto. */
export class ConversationStore {
  constructor(
    private readonly database: LastingDatabase,
    private readonly vault: Vault,
  ) {}

  async ids(): Promise<string[]> {
    return this.database.use((connection) => connection.getAllKeys('conversations'));
  }

  /** What each conversation is, without its keys and messages. */
  async records(): Promise<ConversationRecord[]> {
    const rows = await this.database.use((connection) => connection.getAll('conversations'));
    return Promise.all(rows.map((row) => this.#openRecord(row)));
  }

  /** A conversation with its newest messages, among them all that are unread. */
  async load(id: string): Promise<LoadedConversation | undefined> {
    const [row, outboxRows, draft] = await this.database.use((connection) => {
      const transaction = connection.transaction(['conversations', 'outbox', 'drafts']);
      return Promise.all([
        transaction.objectStore('conversations').get(id),
        transaction.objectStore('outbox').getAll(rangeOf(id)),
        transaction.objectStore('drafts').get(id),
      ]);
    });
    if (!row) return undefined;
    const held = await this.#openHeld(row);
    return {
      held,
      keys: { signing: row.signing, ...(row.proof ? { proof: row.proof } : {}) },
      version: row.version,
      messages: await this.#newest(held.record),
      outbox: await Promise.all(outboxRows.map((entry) => this.#openOutbox(id, entry.n, entry.sealed))),
      ...(draft ? { draft: await this.vault.openJson<Draft>(draftPlace(id), draft.sealed) } : {}),
    };
  }

  /** The messages before a position, oldest first, at most `count`. */
  async earlier(id: string, position: number, count: number): Promise<StoredMessage[]> {
    const range = IDBKeyRange.bound([id, position - count], [id, position], false, true);
    const rows = await this.database.use((connection) => connection.getAll('messages', range));
    return Promise.all(
      rows.map((row) => this.vault.openJson<StoredMessage>(messagePlace(id, row.position), row.sealed)),
    );
  }

  async #newest({ id, nextPosition, readN }: ConversationRecord): Promise<StoredMessage[]> {
    let messages: StoredMessage[] = [];
    for (let first = nextPosition; first > 1; first -= NEWEST) {
      messages = [...(await this.earlier(id, first, NEWEST)), ...messages];
      if (messages.some(({ mine, n }) => !mine && n <= readN)) break;
    }
    return messages;
  }

  /** A new leader's first write: what an earlier one was still about to write is refused from here on (LostLead). */
  async claim(id: string): Promise<void> {
    await this.database.use(async (connection) => {
      const transaction = connection.transaction('conversations', 'readwrite', { durability: 'strict' });
      const row = await transaction.store.get(id);
      if (row) await transaction.store.put({ ...row, version: row.version + 1 });
      await transaction.done;
    });
  }

  /**
   * Writes one step as version `version` + 1.
   * @throws LostLead when the stored version is not `version` (0: not stored yet)
   */
  async save(keys: ConversationKeys, version: number, held: Held, additions: Additions): Promise<void> {
    const { id } = held.record;
    const row = await this.#sealHeld(keys, version + 1, held);
    const messages = await Promise.all(
      (additions.messages ?? []).map(async (message) => ({
        conversation: id,
        position: message.position,
        sealed: await this.vault.sealJson(messagePlace(id, message.position), message),
      })),
    );
    const outbox = await Promise.all(
      (additions.outbox ?? []).map(async (entry) => ({
        conversation: id,
        n: entry.n,
        sealed: await this.vault.seal(outboxPlace(id, entry.n), encodeOutbox(entry)),
      })),
    );
    const tables = ['conversations', 'messages', 'outbox', 'invites', 'joinings', 'drafts'] as const;
    await this.database.use(async (connection) => {
      const transaction = connection.transaction(tables, 'readwrite', { durability: 'strict' });
      const stored = await transaction.objectStore('conversations').get(id);
      // Sealed for this step alone, these bytes are from an earlier run of it, whose connection was dropped before it could say so.
      if (stored && equal(stored.sealedRecord, row.sealedRecord)) return;
      if ((stored?.version ?? 0) !== version) {
        transaction.abort();
        await transaction.done.catch(() => {});
        throw new LostLead();
      }
      void transaction.objectStore('conversations').put(row);
      for (const message of messages) void transaction.objectStore('messages').put(message);
      for (const entry of outbox) void transaction.objectStore('outbox').put(entry);
      if (additions.acceptedN !== undefined) {
        void transaction.objectStore('outbox').delete(IDBKeyRange.bound([id, 0], [id, additions.acceptedN]));
      }
      if (additions.settled === 'invite') void transaction.objectStore('invites').delete(id);
      if (additions.settled === 'joining') void transaction.objectStore('joinings').delete(id);
      if (additions.draftSent) void transaction.objectStore('drafts').delete(id);
      await transaction.done;
    });
  }

  /** Keeps what is being written, or nothing; for a conversation that is stored, and no longer than it. */
  async keepDraft(id: string, draft: Draft | undefined): Promise<void> {
    const sealed = draft && (await this.vault.sealJson(draftPlace(id), draft));
    await this.database.use(async (connection) => {
      const transaction = connection.transaction(['conversations', 'drafts'], 'readwrite');
      const known = await transaction.objectStore('conversations').getKey(id);
      if (sealed && known) void transaction.objectStore('drafts').put({ id, sealed });
      else void transaction.objectStore('drafts').delete(id);
      await transaction.done;
    });
  }

  /** Leaves nothing of a conversation but what is given: no text, name or key of it. */
  async erase(id: string, remains?: Remains): Promise<void> {
    const tables = ['conversations', 'messages', 'outbox', 'drafts', 'farewells', 'traces'] as const;
    await this.database.use(async (connection) => {
      const transaction = connection.transaction(tables, 'readwrite', { durability: 'strict' });
      void transaction.objectStore('conversations').delete(id);
      void transaction.objectStore('messages').delete(rangeOf(id));
      void transaction.objectStore('outbox').delete(rangeOf(id));
      void transaction.objectStore('drafts').delete(id);
      if (remains) {
        void transaction.objectStore('farewells').put(remains.farewell);
        void transaction.objectStore('traces').put(remains.trace);
      }
      await transaction.done;
    });
  }

  async #sealHeld(keys: ConversationKeys, version: number, held: Held): Promise<ConversationRow> {
    const { id } = held.record;
    const { pending } = held;
    return {
      id,
      version,
      sealedRecord: await this.vault.sealJson(place(id, 'record'), held.record),
      sealedGroup: await this.vault.seal(place(id, 'group'), encodeGroup(held.group)),
      ...(pending ? { sealedPending: await this.vault.seal(place(id, 'pending'), encodePending(pending)) } : {}),
      signing: keys.signing,
      ...(keys.proof ? { proof: keys.proof } : {}),
    };
  }

  async #openRecord({ id, sealedRecord }: ConversationRow): Promise<ConversationRecord> {
    return this.vault.openJson<ConversationRecord>(place(id, 'record'), sealedRecord);
  }

  async #openHeld(row: ConversationRow): Promise<Held> {
    const { id, sealedPending } = row;
    return {
      record: await this.#openRecord(row),
      group: decodeGroup(await this.vault.open(place(id, 'group'), row.sealedGroup)),
      ...(sealedPending ? { pending: decodePending(await this.vault.open(place(id, 'pending'), sealedPending)) } : {}),
    };
  }

  async #openOutbox(id: string, n: number, sealed: Bytes): Promise<OutboxEntry> {
    return decodeOutbox(n, await this.vault.open(outboxPlace(id, n), sealed));
  }
}

function rangeOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
}

function place(id: string, field: 'record' | 'group' | 'pending'): string {
  return `conversations/${id}/${field}`;
}

function messagePlace(id: string, position: number): string {
  return `messages/${id}/${position}`;
}

function outboxPlace(id: string, n: number): string {
  return `outbox/${id}/${n}`;
}

function draftPlace(id: string): string {
  return `drafts/${id}`;
}

const KINDS: readonly Kind[] = ['application', 'handshake'];

/** kind (1 byte) ‖ payload */
function encodeOutbox(entry: OutboxEntry): Bytes {
  return concat(new Uint8Array([KINDS.indexOf(entry.kind)]), entry.payload);
}

function decodeOutbox(n: number, bytes: Bytes): OutboxEntry {
  return { n, kind: KINDS[bytes[0] ?? 0] ?? 'application', payload: bytes.slice(1) };
}

/** length of the commit (4 bytes, big-endian) ‖ commit ‖ group */
function encodePending(pending: PendingCommit): Bytes {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, pending.commit.length);
  return concat(length, pending.commit, encodeGroup(pending.next));
}

function decodePending(bytes: Bytes): PendingCommit {
  const end = 4 + new DataView(bytes.buffer).getUint32(0);
  return { commit: bytes.slice(4, end), next: decodeGroup(bytes.slice(end)) };
}
