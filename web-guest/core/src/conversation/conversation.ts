import type { MlsContext } from 'ts-mls';
import {
  type AlertCode,
  type Chat,
  type ChatState,
  type ConnectionStatus,
  ContentError,
  type Draft,
  type KeyAlert,
  type Message,
} from '../chat/chat.js';
import { newContentId, sendableText, textContent } from '../content/content.js';
import { isEmoji } from '../content/emoji.js';
import { toBase64Url } from '../encoding/base64url.js';
import type { Environment } from '../environment/environment.js';
import { wipe } from '../mls/group.js';
import type { ConversationRelayFrame } from '../relay/connection.js';
import type { ClientFrame, Deliver, ReadyConversation } from '../relay/frames.js';
import { type ConversationStore, type LoadedConversation, LostLead } from '../store/conversationStore.js';
import type { ConversationRecord, StoredMessage } from '../store/records.js';
import { outOfRoom } from '../store/room.js';
import { Acknowledgements } from './acknowledgements.js';
import { type Counts, takeCounts } from './counts.js';
import { type Change, withWritten } from './lines.js';
import { OutboxSender } from './outboxSender.js';
import { TaskQueue } from './queue.js';
import { receive } from './receiving.js';
import { rekeyDue } from './rekey.js';
import { writeChange, writeCommit, writeContent, writeRead } from './sending.js';
import { isTyping, typingSignal } from './signals.js';
import { Snapshots } from './snapshot.js';
import { type Step, type StepContext, withRecord } from './step.js';
import { Typing } from './typing.js';
import { markVerified } from './verification.js';

/** So many messages are opened in one go, that the page can draw in between. */
const EARLIER_AT_ONCE = 500;

/** The first bytes of an n stand, whatever comes with it later. */
const NO_MATTER = toBase64Url(new Uint8Array(1));

/** What a conversation asks of whoever holds the connection and the account. */
export interface ConversationHost {
  send(frame: ClientFrame): boolean;
  /** The socket is dead, or cannot be used further: connect anew. */
  reconnect(): void;
  /** The user waits: do not pause any longer before connecting. */
  hurry(): void;
  /** Something was written by another tab: this one must not go on. */
  lostLead(): void;
  /** The reader goes on here: takes the connection from whoever holds it. */
  takeOver(): Promise<void>;
  /** Ends the conversation at the services and erases it here. */
  leave(id: string): Promise<void>;
  closed(id: string): void;
}

/**
 * One conversation as its side holds it: what it knows (`LoadedConversation`), and the only place that changes it.
 * Every change is one step, computed from values, written in one transaction, then made true in memory and shown.
 */
export class Conversation implements Chat {
  readonly #queue = new TaskQueue();
  readonly #listeners = new Set<() => void>();
  readonly #acknowledgements = new Acknowledgements();
  readonly #typing: Typing;
  readonly #snapshots = new Snapshots();
  #outbox: OutboxSender;
  #state: ChatState;
  #connection: ConnectionStatus = 'connecting';
  #peerOnline = false;
  #full = false;
  /** Counts sockets: what came on an earlier one must not be acknowledged on a later one. */
  #socket = 0;
  /** The socket this conversation was last put on. */
  #attachedTo: number | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly store: ConversationStore,
    private readonly mls: MlsContext,
    private readonly host: ConversationHost,
    private loaded: LoadedConversation,
  ) {
    this.#typing = new Typing(environment, () => this.#changed());
    this.#outbox = this.#newOutbox();
    this.#state = this.#snapshot();
    void this.#run(() => this.#loadEarlier());
  }

  get state(): ChatState {
    return this.#state;
  }

  get record(): ConversationRecord {
    return this.loaded.held.record;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async send(text: string, replyTo?: string): Promise<void> {
    const sendable = sendableText(text);
    await this.#queue.run(async () => {
      if (this.record.status === 'ended') throw new Error('the conversation has ended');
      const answered = this.#line(replyTo)?.contentId || undefined;
      const content = textContent(newContentId(this.environment.crypto), sendable, answered);
      const step = await writeContent(this.#context(), this.loaded.held, content);
      await this.#take({ ...step, additions: { ...step.additions, draftSent: true } });
    });
    void this.#run(() => this.#rekeyIfDue());
  }

  async edit(messageId: string, text: string): Promise<void> {
    const sendable = sendableText(text);
    await this.#writeChange(messageId, (id, of) => ({ type: 'edit', id, of, text: sendable }));
  }

  async delete(messageId: string): Promise<void> {
    await this.#writeChange(messageId, (id, of) => ({ type: 'delete', id, of }));
  }

  async react(messageId: string, emoji: string): Promise<void> {
    if (emoji !== '' && !isEmoji(emoji)) throw new ContentError('not-an-emoji');
    await this.#writeChange(messageId, (id, of) => ({ type: 'reaction', id, of, emoji }));
  }

  get draft(): Draft | undefined {
    return this.loaded.draft;
  }

  async keepDraft(draft: Draft): Promise<void> {
    await this.#queue.run(async () => {
      // A tab that only looks on must not overwrite what is written in the one that leads.
      if (this.#connection === 'elsewhere') return;
      const { draft: _before, ...rest } = this.loaded;
      const empty = draft.text === '' && draft.replyTo === undefined;
      await this.store.keepDraft(this.record.id, empty ? undefined : draft);
      this.loaded = empty ? rest : { ...rest, draft };
    });
  }

  async retry(_messageId: string): Promise<void> {
    if (this.#attached) this.#outbox.hurry();
    else this.host.hurry();
  }

  typing(): void {
    if (!this.#attached || !this.#peerOnline || !this.#typing.mayTell()) return;
    void this.#run(async () => {
      const { group, record } = this.loaded.held;
      const payload = await typingSignal(this.environment.crypto, this.mls, group, record.side);
      this.host.send({ type: 'signal', conversation: record.id, payload: toBase64Url(payload) });
    });
  }

  async markRead(): Promise<void> {
    await this.#run(async () => {
      const { held, messages } = this.loaded;
      const step = await writeRead(this.#context(), held, messages);
      if (!step) return;
      await this.#take(step);
      await this.#rekeyIfDue();
    });
  }

  async history(): Promise<readonly Message[]> {
    await this.settled();
    return this.#state.messages;
  }

  dismissAlert(code: string): void {
    void this.#change((record) => ({ alerts: record.alerts.filter((alert) => alert !== code) }));
  }

  async setVerified(verified: boolean): Promise<void> {
    await this.#queue.run(() => this.#takeRecord(markVerified(this.record, verified)));
  }

  async takeOver(): Promise<void> {
    await this.host.takeOver();
  }

  async leave(): Promise<void> {
    await this.host.leave(this.record.id);
  }

  close(): void {
    this.host.closed(this.record.id);
  }

  /** From the holder of the connection: a socket is ready and this conversation is on it. */
  attach(ready: Pick<ReadyConversation, 'accepted' | 'delivered'> | undefined, window: number): void {
    const socket = this.#socket;
    void this.#run(async () => {
      if (ready) await this.#takeCounts(ready);
      const usable = socket === this.#socket && !this.#attached && this.record.status === 'open';
      if (!usable) return;
      this.#attachedTo = socket;
      this.#outbox.attach(window);
      await this.#rekeyIfDue();
    });
  }

  /** The socket is gone. */
  detach(): void {
    this.#socket++;
    this.#peerOnline = false;
    this.#outbox.detach();
    this.#typing.peerStopped();
    this.#changed();
  }

  setConnection(status: ConnectionStatus): void {
    this.#connection = status;
    this.#changed();
  }

  handle(frame: ConversationRelayFrame): void {
    const socket = this.#socket;
    if (frame.type === 'deliver') this.#acknowledgements.arrived();
    void this.#run(() => this.#handle(frame, socket));
  }

  /**
   * The last envelope that the relay has accepted, offered again: it answers `accepted` and looks at nothing else of it.
   * Undefined while nothing has been accepted, or the conversation is not on a socket.
   */
  probe(): ClientFrame | undefined {
    const { id, acceptedN: n } = this.record;
    if (!this.#attached || n === 0) return undefined;
    return { type: 'send', conversation: id, n, kind: 'application', payload: NO_MATTER };
  }

  /** The conversation ended at the services. */
  end(reason: string | undefined): void {
    void this.#run(async () => {
      if (this.record.status === 'ended') return;
      const endReason = this.record.endReason ?? reason;
      await this.#takeRecord({ status: 'ended', ...(endReason === undefined ? {} : { endReason }) });
      this.#outbox.detach();
    });
  }

  /** What another tab has written since becomes ours. */
  async reload(): Promise<void> {
    await this.#queue.run(async () => {
      const loaded = await this.store.load(this.record.id);
      if (!loaded) return;
      this.#replace(loaded);
      await this.#loadEarlier();
    });
  }

  /** Nothing is left to show. */
  erased(): void {
    const { held } = this.loaded;
    const gone = withRecord(held, { status: 'ended', endReason: 'left', alerts: [] });
    const { keys, version } = this.loaded;
    this.#replace({ held: gone, keys, version, messages: [], outbox: [] });
  }

  /** Waits for what has been asked so far. */
  async settled(): Promise<void> {
    await this.#queue.run(async () => {});
  }

  /** A chat is shown with its newest messages; nothing happens in it before the others are here, as that may change them. */
  async #loadEarlier(): Promise<void> {
    const { id } = this.record;
    const [newest] = this.loaded.messages;
    let { messages } = this.loaded;
    for (let first = newest?.position ?? 1; first > 1; first -= EARLIER_AT_ONCE) {
      messages = [...(await this.store.earlier(id, first, EARLIER_AT_ONCE)), ...messages];
    }
    if (messages === this.loaded.messages) return;
    this.loaded = { ...this.loaded, messages };
    this.#changed();
  }

  get #attached(): boolean {
    return this.#attachedTo === this.#socket;
  }

  async #handle(frame: ConversationRelayFrame, socket: number): Promise<void> {
    switch (frame.type) {
      case 'deliver':
        return this.#receive(frame, socket);
      case 'accepted':
        return this.#takeCounts({ accepted: frame.n, delivered: 0 });
      case 'delivered':
        return this.#takeCounts({ accepted: frame.n, delivered: frame.n });
      case 'presence':
        // Of an earlier socket it says nothing: the next one tells only of peers that are there.
        if (socket === this.#socket) this.#peerOnline = frame.peer === 'online';
        return this.#changed();
      case 'signal':
        return this.#signal(frame.payload);
      case 'alert':
        return this.#alert(frame.code);
      case 'conversation':
        if (frame.status === 'ended') this.end(frame.reason);
        return;
      case 'error':
        if (frame.code === 'not-open') this.end(undefined);
        else if (socket === this.#socket) this.#outbox.refused(frame);
        return this.environment.report({ code: `relay-${frame.code}`, conversation: this.record.id });
    }
  }

  async #receive(frame: Deliver, socket: number): Promise<void> {
    this.#acknowledgements.lookedAt();
    // Not acknowledged on its own socket, it comes again on the next; taken now, it could overtake one that failed.
    if (socket !== this.#socket) return;
    const step = await receive(this.#context(), this.loaded.held, this.loaded.messages, frame);
    if (step) {
      await this.#take(step);
      if (frame.from !== this.record.side) this.#typing.peerStopped();
    }
    if (socket !== this.#socket) return;
    if (this.#acknowledgements.stored()) {
      this.host.send({ type: 'ack', conversation: this.record.id, seq: frame.seq });
    }
    // The counts are looked at when we write: looked at here too, both sides would commit at the same message.
    if (this.record.epoch.due) await this.#rekeyIfDue();
  }

  /** The stored line behind a message that is shown. */
  #line(messageId: string | undefined): StoredMessage | undefined {
    return this.loaded.messages.find(({ position }) => String(position) === messageId);
  }

  async #writeChange(messageId: string, change: (id: string, of: string) => Change): Promise<void> {
    await this.#queue.run(async () => {
      if (this.record.status === 'ended') throw new Error('the conversation has ended');
      const line = this.#line(messageId);
      // What is not supported here has no id to name it by.
      if (!line?.contentId) return;
      const content = change(newContentId(this.environment.crypto), line.contentId);
      const step = await writeChange(this.#context(), this.loaded.held, this.loaded.messages, content);
      if (step) await this.#take(step);
    });
    void this.#run(() => this.#rekeyIfDue());
  }

  async #rekeyIfDue(): Promise<void> {
    if (!this.#attached || !rekeyDue(this.record, this.environment.now())) return;
    await this.#take(await writeCommit(this.#context(), this.loaded.held));
  }

  async #takeCounts(counts: Counts): Promise<void> {
    const step = takeCounts(this.loaded.held, counts);
    if (step) await this.#take(step);
    this.#outbox.accepted(this.record.acceptedN);
  }

  async #signal(payload: Parameters<typeof isTyping>[4]): Promise<void> {
    const { group, record } = this.loaded.held;
    if (await isTyping(this.environment.crypto, this.mls, group, record.side, payload)) this.#typing.peerTyped();
  }

  async #alert(code: string): Promise<void> {
    if (!isAlert(code) || this.record.alerts.includes(code)) return;
    await this.#takeRecord({ alerts: [...this.record.alerts, code] });
  }

  async #change(change: (record: ConversationRecord) => Partial<ConversationRecord>): Promise<void> {
    await this.#run(() => this.#takeRecord(change(this.record)));
  }

  async #takeRecord(change: Partial<ConversationRecord>): Promise<void> {
    await this.#take({ held: withRecord(this.loaded.held, change), additions: {} });
  }

  /** Writes a step; then, and only then, it is so. */
  async #take(step: Step): Promise<void> {
    if (this.#connection === 'elsewhere') throw new LostLead();
    const { keys, version, messages, outbox, draft } = this.loaded;
    const { additions, held } = step;
    try {
      await this.store.save(keys, version, held, additions);
    } catch (error) {
      if (error instanceof LostLead) this.host.lostLead();
      this.#full = outOfRoom(error);
      this.#changed();
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
    this.#changed();
    if (step.refused) this.environment.report({ code: step.refused, conversation: held.record.id });
    if (additions.outbox) this.#outbox.add(additions.outbox);
  }

  /** A task of the connection's: when it cannot be written, this socket's later frames must not be either. */
  async #run(task: () => Promise<void>): Promise<void> {
    const socket = this.#socket;
    await this.#queue.run(async () => {
      try {
        await task();
      } catch (error) {
        if (error instanceof LostLead) return;
        this.environment.report({ code: 'step-failed', conversation: this.record.id });
        if (socket === this.#socket) this.host.reconnect();
      }
    });
  }

  #replace(loaded: LoadedConversation): void {
    this.#outbox.detach();
    this.loaded = loaded;
    this.#outbox = this.#newOutbox();
    this.#changed();
  }

  #newOutbox(): OutboxSender {
    const conversation = this.loaded.held.record.id;
    const socket = {
      send: ({ n, kind, payload }: LoadedConversation['outbox'][number]) =>
        this.host.send({ type: 'send', conversation, n, kind, payload: toBase64Url(payload) }),
      dead: () => this.host.reconnect(),
    };
    return new OutboxSender(this.environment, socket, this.loaded.outbox);
  }

  #context(): StepContext {
    return { crypto: this.environment.crypto, mls: this.mls, now: this.environment.now() };
  }

  #snapshot(): ChatState {
    const presence = { online: this.#peerOnline, typing: this.#typing.peerTypes };
    const state = this.#snapshots.of(this.loaded.held.record, this.loaded.messages, this.#connection, presence);
    return this.#full ? { ...state, full: true } : state;
  }

  #changed(): void {
    this.#state = this.#snapshot();
    for (const listener of this.#listeners) listener();
  }
}

/** Of those that the relay may raise. */
function isAlert(code: string): code is Exclude<AlertCode, KeyAlert> {
  return code === 'redeem-attempt' || code === 'link-requested';
}
