import type { MlsContext } from 'ts-mls';
import {
  type Chat,
  type ChatState,
  type ConnectionStatus,
  ContentError,
  type Draft,
  type Message,
} from '../chat/chat.js';
import { newContentId, sendableText, textContent } from '../content/content.js';
import { isEmoji } from '../content/emoji.js';
import type { Environment } from '../environment/environment.js';
import type { ConversationRelayFrame } from '../relay/connection.js';
import type { ClientFrame, ReadyConversation } from '../relay/frames.js';
import type { ConversationStore, LoadedConversation } from '../store/conversationStore.js';
import type { ConversationRecord } from '../store/records.js';
import { Exchange } from './exchange.js';
import type { ConversationHost } from './host.js';
import { Ledger } from './ledger.js';
import type { Change } from './lines.js';
import { writeChange, writeContent, writeRead } from './sending.js';
import { Snapshots } from './snapshot.js';
import type { StepContext } from './step.js';
import { markVerified } from './verification.js';

/** One conversation as its page sees it, over what it knows (the ledger) and its connection (the exchange). */
export class Conversation implements Chat {
  readonly #listeners = new Set<() => void>();
  readonly #snapshots = new Snapshots();
  readonly #ledger: Ledger;
  readonly #exchange: Exchange;
  #state: ChatState;
  #connection: ConnectionStatus = 'connecting';
  #storageLost = false;
  #untold = false;

  constructor(
    private readonly environment: Environment,
    store: ConversationStore,
    private readonly mls: MlsContext,
    private readonly host: ConversationHost,
    loaded: LoadedConversation,
  ) {
    const changed = () => this.#changed();
    const watch = {
      isElsewhere: () => this.#connection === 'elsewhere',
      lostLead: () => host.lostLead(),
      gone: () => this.erased(),
      written: ({ refused, additions, held }: Parameters<Ledger['take']>[0]) => {
        if (refused) environment.report({ code: refused, conversation: held.record.id });
        if (additions.outbox) this.#exchange.send(additions.outbox);
      },
      changed,
    };
    this.#ledger = new Ledger(store, watch, loaded);
    this.#exchange = new Exchange(environment, this.#ledger, host, () => this.#context(), changed);
    this.#state = this.#snapshot();
    void this.#exchange.run(() => this.#ledger.loadEarlier());
  }

  get state(): ChatState {
    return this.#state;
  }

  get record(): ConversationRecord {
    return this.#ledger.record;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async send(text: string, replyTo?: string): Promise<void> {
    const sendable = sendableText(text);
    await this.#write(async () => {
      const answered = this.#ledger.line(replyTo)?.contentId || undefined;
      const content = textContent(newContentId(this.environment.crypto), sendable, answered);
      const step = await writeContent(this.#context(), this.#ledger.held, content);
      return { ...step, additions: { ...step.additions, draftSent: true } };
    });
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
    return this.#ledger.draft;
  }

  async keepDraft(draft: Draft): Promise<void> {
    await this.#ledger.run(() => this.#ledger.keepDraft(draft));
  }

  retry(): void {
    this.#exchange.hurry();
  }

  typing(): void {
    this.#exchange.typing();
  }

  async markRead(): Promise<void> {
    await this.#exchange.run(async () => {
      const step = await writeRead(this.#context(), this.#ledger.held, this.#ledger.lines);
      if (!step) return;
      await this.#ledger.take(step);
      await this.#exchange.rekeyIfDue();
    });
  }

  async history(): Promise<readonly Message[]> {
    await this.settled();
    return this.#state.messages;
  }

  dismissAlert(code: string): void {
    const without = () => this.record.alerts.filter((alert) => alert !== code);
    void this.#exchange.run(() => this.#ledger.takeRecord({ alerts: without() }));
  }

  async setVerified(verified: boolean): Promise<void> {
    await this.#ledger.run(() => this.#ledger.takeRecord(markVerified(this.record, verified)));
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
    this.#exchange.attach(ready, window);
  }

  /** The socket is gone. */
  detach(): void {
    this.#exchange.detach();
  }

  setConnection(status: ConnectionStatus): void {
    this.#connection = status;
    this.#changed();
  }

  /** From the holder of the store: nothing can be kept here any more. */
  loseStorage(): void {
    this.#storageLost = true;
    this.#changed();
  }

  /** Whether the services have yet to hear that it was left. */
  setUntold(untold: boolean): void {
    this.#untold = untold;
    this.#changed();
  }

  handle(frame: ConversationRelayFrame): void {
    this.#exchange.handle(frame);
  }

  /** A frame that the relay answers at once and that changes nothing; undefined when there is none. */
  probe(): ClientFrame | undefined {
    return this.#exchange.probe();
  }

  /** The conversation ended at the services. */
  end(reason: string | undefined): void {
    this.#exchange.end(reason);
  }

  /** What another tab has written since becomes ours. */
  async reload(): Promise<void> {
    await this.#ledger.run(async () => {
      await this.#ledger.reload();
      this.#exchange.restart();
      await this.#ledger.loadEarlier();
    });
  }

  /** Nothing is left to show. */
  erased(): void {
    this.#ledger.erased();
    this.#exchange.restart();
  }

  /** Waits for what has been asked so far. */
  async settled(): Promise<void> {
    await this.#ledger.run(async () => {});
  }

  /** Something new for the peer, if it is anything; undefined when it would change nothing. */
  async #write(step: () => ReturnType<typeof writeChange>): Promise<void> {
    await this.#ledger.run(async () => {
      if (this.record.status === 'ended') throw new Error('the conversation has ended');
      const written = await step();
      if (written) await this.#ledger.take(written);
    });
    void this.#exchange.run(() => this.#exchange.rekeyIfDue());
  }

  async #writeChange(messageId: string, change: (id: string, of: string) => Change): Promise<void> {
    await this.#write(async () => {
      const line = this.#ledger.line(messageId);
      // What is not supported here has no id to name it by.
      if (!line?.contentId) return undefined;
      const content = change(newContentId(this.environment.crypto), line.contentId);
      return writeChange(this.#context(), this.#ledger.held, this.#ledger.lines, content);
    });
  }

  #context(): StepContext {
    return { crypto: this.environment.crypto, mls: this.mls, now: this.environment.now() };
  }

  #snapshot(): ChatState {
    const { record, lines, full } = this.#ledger;
    const state = this.#snapshots.of(record, lines, this.#connection, this.#exchange.presence);
    const { refusal: refused } = this.#exchange;
    return {
      ...state,
      ...(refused ? { refused } : {}),
      ...(full ? { full } : {}),
      ...(this.#storageLost ? { storageLost: true } : {}),
      ...(this.#untold ? { untold: true } : {}),
    };
  }

  #changed(): void {
    this.#state = this.#snapshot();
    for (const listener of this.#listeners) listener();
  }
}
