import type { Chat, ChatState, Draft, Message } from '@guestchat/core';

/** A chat in memory, for tests and for the gallery: what is sent is delivered and read at once. */
export class FakeChat implements Chat {
  state: ChatState;
  readonly #listeners = new Set<() => void>();

  constructor(
    state: Partial<ChatState> = {},
    public draft: Draft | undefined = undefined,
  ) {
    this.state = {
      id: 'AAAAAAAAAAAAAAAAAAAAAA',
      peer: { name: 'Amal Haddad', online: true, typing: false },
      connection: 'online',
      status: 'open',
      messages: [],
      alerts: [],
      unread: 0,
      verified: false,
      safetyNumber: '314159265358979323846264338327950288419716939937510582097494',
      ...state,
    };
  }

  set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }

  receive(text: string): void {
    const message: Message = { id: crypto.randomUUID(), mine: false, text, at: Date.now() };
    this.set({ messages: [...this.state.messages, message], unread: this.state.unread + 1 });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async send(text: string, replyTo?: string): Promise<void> {
    const sent: Message = { id: crypto.randomUUID(), mine: true, text, at: Date.now(), delivery: 'read' };
    this.draft = undefined;
    this.set({ messages: [...this.state.messages, replyTo === undefined ? sent : { ...sent, replyTo }] });
  }

  async edit(id: string, text: string): Promise<void> {
    this.#change(id, (message) => ({ ...message, text, edited: true }));
  }

  async delete(id: string): Promise<void> {
    this.#change(id, ({ reactions: _, replyTo: __, edited: ___, ...message }) => ({
      ...message,
      text: '',
      deleted: true,
    }));
  }

  async react(id: string, emoji: string): Promise<void> {
    this.#change(id, ({ reactions, ...message }) => {
      const { mine: _, ...theirs } = reactions ?? {};
      return { ...message, reactions: emoji === '' ? theirs : { ...theirs, mine: emoji } };
    });
  }

  async keepDraft(draft: Draft): Promise<void> {
    this.draft = draft;
  }

  retry(): void {
    const { refused: _, ...state } = this.state;
    const accepted = (message: Message): Message =>
      message.delivery === 'waiting' ? { ...message, delivery: 'accepted' } : message;
    this.state = { ...state, messages: state.messages.map(accepted) };
    this.set({});
  }

  #change(id: string, change: (message: Message) => Message): void {
    this.set({ messages: this.state.messages.map((message) => (message.id === id ? change(message) : message)) });
  }

  typing(): void {}

  async markRead(): Promise<void> {
    this.set({ unread: 0 });
  }

  dismissAlert(code: string): void {
    this.set({ alerts: this.state.alerts.filter((alert) => alert !== code) });
  }

  async history(): Promise<readonly Message[]> {
    return this.state.messages;
  }

  async setVerified(verified: boolean): Promise<void> {
    this.set({ verified });
  }

  async takeOver(): Promise<void> {
    this.set({ connection: 'online' });
  }

  async leave(): Promise<void> {
    this.set({ status: 'ended', messages: [] });
  }

  close(): void {}
}
