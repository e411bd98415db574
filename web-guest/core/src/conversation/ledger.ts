import type { Draft } from '../chat/chat.js';
import { wipe } from '../mls/group.js';
import { type ConversationStore, type Held, type LoadedConversation, LostLead } from '../store/conversationStore.js';
import type { ConversationRecord, OutboxEntry, StoredMessage } from '../store/records.js';
import { outOfRoom } from '../store/room.js';
import { withWritten } from './lines.js';
import { TaskQueue } from './queue.js';
import { type Step, withRecord } from './step.js';

/** So many messages are opened in one go, that the page can draw in between. */
const EARLIER_AT_ONCE = 500;

/** Who wants to know of what happens in a ledger. */
export interface LedgerWatch {
  /** Another tab has the conversation: nothing may be written here. */
  isElsewhere(): boolean;
  /** Something was written by another tab: this one must not go on. */
  lostLead(): void;
  /** Another tab has erased it all. */
  gone(): void;
  /** A step is stored, and true from now on. */
  written(step: Step): void;
  changed(): void;
}

/**
 * What one conversation knows (`LoadedConversation`), and the only place that changes it. Every change is one step,
 * computed from values, written in one transaction, then made true in memory and shown.
 */
export class Ledger {
  readonly #queue = new TaskQueue();
  #full = false;

  constructor(
    private readonly store: ConversationStore,
    private readonly watch: LedgerWatch,
    private loaded: LoadedConversation,
  ) {}

  get held(): Held {
    return this.loaded.held;
  }

  get record(): ConversationRecord {
    return this.loaded.held.record;
  }

  /** Oldest first. */
  get lines(): readonly StoredMessage[] {
    return this.loaded.messages;
  }

  /** What was waiting to be sent when the conversation was loaded. */
  get outbox(): readonly OutboxEntry[] {
    return this.loaded.outbox;
  }

  get draft(): Draft | undefined {
    return this.loaded.draft;
  }

  /** The last step could not be written for want of room. */
  get full(): boolean {
    return this.#full;
  }

  /** The line behind a message that is shown. */
  line(messageId: string | undefined): StoredMessage | undefined {
    return this.loaded.messages.find(({ position }) => String(position) === messageId);
  }

  /** Runs tasks one after the other: each sees what the one before has written. */
  run<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run(task);
  }

  /** Writes a step; then, and only then, it is so. For tasks that run in the queue. @throws LostLead */
  async take(step: Step): Promise<void> {
    if (this.watch.isElsewhere()) throw new LostLead();
    const { keys, version, messages, outbox, draft } = this.loaded;
    const { additions, held } = step;
    try {
      await this.store.save(keys, version, held, additions);
    } catch (error) {
      if (error instanceof LostLead) await this.#overtaken();
      this.#full = outOfRoom(error);
      this.watch.changed();
      throw error;
    }
    this.#full = false;
    wipe(step.spent ?? []);
    this.loaded = {
      held,
      keys,
      version: version + 1,
      messages: withWritten(messages, additions.messages),
      outbox,
      ...(draft && !additions.draftSent ? { draft } : {}),
    };
    this.watch.changed();
    this.watch.written(step);
  }

  async takeRecord(change: Partial<ConversationRecord>): Promise<void> {
    await this.take({ held: withRecord(this.held, change), additions: {} });
  }

  async keepDraft(draft: Draft): Promise<void> {
    // A tab that only looks on must not overwrite what is written in the one that leads.
    if (this.watch.isElsewhere()) return;
    const { draft: _before, ...rest } = this.loaded;
    const empty = draft.text === '' && draft.replyTo === undefined;
    await this.store.keepDraft(this.record.id, empty ? undefined : draft);
    this.loaded = empty ? rest : { ...rest, draft };
  }

  /** A chat is shown with its newest messages; nothing happens in it before the others are here, as that may change them. */
  async loadEarlier(): Promise<void> {
    const { id } = this.record;
    const [newest] = this.loaded.messages;
    let { messages } = this.loaded;
    for (let first = newest?.position ?? 1; first > 1; first -= EARLIER_AT_ONCE) {
      messages = [...(await this.store.earlier(id, first, EARLIER_AT_ONCE)), ...messages];
    }
    if (messages === this.loaded.messages) return;
    this.loaded = { ...this.loaded, messages };
    this.watch.changed();
  }

  async #overtaken(): Promise<void> {
    if ((await this.store.ids()).includes(this.record.id)) this.watch.lostLead();
    else this.watch.gone();
  }

  /** What another tab has written since becomes ours; that it has erased it all, too. */
  async reload(): Promise<void> {
    const loaded = await this.store.load(this.record.id);
    if (loaded) this.loaded = loaded;
    else this.erased();
  }

  /** The store holds nothing of it any more. */
  erased(): void {
    const { held, keys, version } = this.loaded;
    const gone = withRecord(held, { status: 'ended', endReason: 'left', alerts: [] });
    this.loaded = { held: gone, keys, version, messages: [], outbox: [] };
  }
}
