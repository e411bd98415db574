import type { ConnectionStatus } from '../chat/chat.js';
import { Conversation } from '../conversation/conversation.js';
import type { ConversationHost } from '../conversation/host.js';
import { TaskQueue } from '../conversation/queue.js';
import { browserEnvironment } from '../environment/browser.js';
import type { Environment } from '../environment/environment.js';
import { mlsContext } from '../mls/suite.js';
import { type ConversationRelayFrame, type Credentials, RelayConnection } from '../relay/connection.js';
import type { ClientFrame, Deliver, Ready, ReadyConversation } from '../relay/frames.js';
import { type LoadedConversation, LostLead } from '../store/conversationStore.js';
import { Lead, oneAtATime } from '../store/lead.js';
import { MemberStore } from '../store/memberStore.js';
import type { StoredInvite } from '../store/records.js';
import { acceptWelcome } from './acceptWelcome.js';
import { createInvite } from './createInvite.js';
import type { Invite, Member, MemberState, OpenMemberOptions } from './memberApi.js';

/** A guest may redeem just before the end, and the Welcome lie in the mailbox for 14 days more; in milliseconds. */
const KEPT_AFTER_EXPIRY = 15 * 24 * 60 * 60 * 1000;

/** Opens what this browser keeps of the member's chats and invites, and connects. */
export async function openMember(options: OpenMemberOptions): Promise<Member> {
  const environment = options.environment ?? browserEnvironment();
  const store = await MemberStore.open(environment, options.memberId);
  const lead = await Lead.take(environment, `guestchat-member/${options.memberId}`);
  const client = new MemberClient(environment, store, lead, options);
  try {
    await client.open();
  } catch (error) {
    lead.release();
    store.close();
    throw error;
  }
  return client;
}

/** All of a member's conversations and open invites, on one connection. */
class MemberClient implements Member {
  readonly #chats = new Map<string, Conversation>();
  readonly #invites = new Map<string, StoredInvite>();
  readonly #listeners = new Set<() => void>();
  /** Frames keep their order across conversations that come to be between them. */
  readonly #queue = new TaskQueue();
  /** Guests seen online before their Welcome was read. */
  readonly #early = new Map<string, ConversationRelayFrame>();
  #connection: RelayConnection | undefined;
  #status: ConnectionStatus = 'connecting';
  #socket = 0;
  #window = 1;
  /** Once, when the reader asks for it and the lead comes by itself meanwhile. */
  readonly #goOn = oneAtATime(() => this.#fromStore());
  #closed = false;
  #state: MemberState = { connection: 'connecting', chats: [], invites: [] };

  constructor(
    private readonly environment: Environment,
    private readonly store: MemberStore,
    private readonly lead: Lead,
    private readonly options: OpenMemberOptions,
  ) {}

  get state(): MemberState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async open(): Promise<void> {
    const { leads: led } = this.lead;
    await this.#load();
    if (led) this.#start();
    else this.#setStatus('elsewhere');
    this.lead.onChange(led, (leads) => (leads ? void this.#goOn() : this.#standBack()));
    this.store.onLost(() => this.#lostStorage());
  }

  async takeOver(): Promise<void> {
    if (this.#status !== 'elsewhere') return;
    await this.lead.seize();
    await this.#goOn();
  }

  /** From where the tab that led before has left it. */
  async #fromStore(): Promise<void> {
    for (const id of await this.store.conversations.ids()) await this.store.conversations.claim(id);
    await this.#load();
    if (!this.#closed && this.lead.leads) this.#start();
  }

  async invite(): Promise<Invite> {
    if (this.#status === 'elsewhere') throw new Error('another tab leads');
    const { backend, displayName } = this.options;
    const invite = await createInvite(this.environment, this.store, backend, displayName);
    this.#invites.set(invite.id, invite);
    this.#changed();
    return publicInvite(invite);
  }

  async revoke(inviteId: string): Promise<void> {
    await this.options.backend.revokeInvite(inviteId);
    await this.#forgetInvite(inviteId);
  }

  /** The lead goes on only when the last write has ended. */
  close(): void {
    this.#closed = true;
    this.#connection?.stop();
    this.#interrupted();
    void this.#queue
      .run(() => Promise.all([...this.#chats.values()].map((chat) => chat.settled())))
      .then(() => this.lead.release());
  }

  async #load(): Promise<void> {
    this.#invites.clear();
    for (const invite of await this.store.invites()) {
      const kept = invite.createdAt + lifetimeOf(invite) + KEPT_AFTER_EXPIRY > this.environment.now();
      if (kept) this.#invites.set(invite.id, invite);
      else await this.store.dropInvite(invite.id);
    }
    const ids = await this.store.conversations.ids();
    for (const [id, chat] of this.#chats) if (!ids.includes(id)) this.#erased(chat);
    for (const id of ids) {
      const known = this.#chats.get(id);
      if (known) await known.reload();
      else {
        const loaded = await this.store.conversations.load(id);
        if (loaded) await this.#addChat(loaded);
      }
    }
    this.#changed();
  }

  async #addChat(loaded: LoadedConversation): Promise<Conversation> {
    const mls = await mlsContext(this.environment.crypto, loaded.keys.signing);
    const chat = new Conversation(this.environment, this.store.conversations, mls, this.#host(), loaded);
    chat.setConnection(this.#status);
    chat.subscribe(() => this.#changed());
    this.#chats.set(chat.record.id, chat);
    return chat;
  }

  #host(): ConversationHost {
    return {
      send: (frame) => this.#connection?.send(frame) ?? false,
      reconnect: () => this.#connection?.reconnect(),
      hurry: () => this.#connection?.hurry(),
      lostLead: () => this.#standBack(),
      takeOver: () => this.takeOver(),
      leave: (id) => this.#leave(id),
      closed: () => {},
    };
  }

  #start(): void {
    this.#connection = new RelayConnection(this.environment, {
      credentials: () => this.#credentials(),
      ready: (frame) => this.#inOrder(() => this.#ready(frame)),
      frame: (frame) => this.#inOrder(() => this.#frame(frame)),
      interrupted: () => this.#interrupted(),
      probe: () => this.#probe(),
      status: (status) => this.#setStatus(status),
    });
    this.#connection.start();
  }

  /** One answer tells of the whole connection. */
  #probe(): ClientFrame | undefined {
    for (const chat of this.#chats.values()) {
      const question = chat.probe();
      if (question) return question;
    }
    return undefined;
  }

  async #credentials(): Promise<Credentials> {
    const { token, relayUrl } = await this.options.backend.relayToken();
    return { kind: 'credentials', token, url: relayUrl };
  }

  /** What an earlier socket brought and was not acknowledged comes again on the next. */
  #inOrder(task: () => Promise<void>): void {
    const socket = this.#socket;
    void this.#queue.run(async () => {
      if (socket !== this.#socket) return;
      try {
        await task();
      } catch (error) {
        if (error instanceof LostLead) return this.#standBack();
        this.environment.report({ code: 'step-failed' });
        if (socket === this.#socket) this.#connection?.reconnect();
      }
    });
  }

  async #ready(frame: Ready): Promise<void> {
    this.#window = frame.window;
    for (const conversation of frame.conversations) await this.#listed(conversation);
  }

  async #listed(conversation: ReadyConversation): Promise<void> {
    const { id, status } = conversation;
    const chat = this.#chats.get(id);
    if (status === 'open') chat?.attach(conversation, this.#window);
    else if (chat) chat.end(undefined);
    else if (this.#invites.has(id)) await this.#forgetInvite(id);
  }

  async #frame(frame: ConversationRelayFrame): Promise<void> {
    if (frame.type === 'conversation') {
      const chat = this.#chats.get(frame.id);
      if (chat && frame.status === 'open') chat.attach(undefined, this.#window);
      else if (chat) chat.handle(frame);
      else if (frame.status === 'ended' && this.#invites.has(frame.id)) await this.#forgetInvite(frame.id);
      return;
    }
    if (frame.type === 'error' && frame.conversation === undefined) {
      return this.environment.report({ code: `relay-${frame.code}` });
    }
    if (frame.conversation === undefined) return;
    const chat = this.#chats.get(frame.conversation);
    if (chat) return chat.handle(frame);
    const invite = this.#invites.get(frame.conversation);
    if (invite && frame.type === 'presence') this.#early.set(invite.id, frame);
    // Not known here: another device's, which is to have its mail.
    if (invite && frame.type === 'deliver') await this.#receiveWelcome(invite, frame);
  }

  async #receiveWelcome(invite: StoredInvite, frame: Deliver): Promise<void> {
    const socket = this.#socket;
    const { crypto } = this.environment;
    const accepted = await acceptWelcome(crypto, this.environment.now(), invite, frame);
    if (accepted.kind === 'refused') this.environment.report({ code: accepted.code, conversation: invite.id });
    else {
      const keys = { signing: invite.signing };
      await this.store.conversations.save(keys, 0, accepted.held, { settled: 'invite' });
      this.#invites.delete(invite.id);
      const chat = await this.#addChat({ held: accepted.held, keys, version: 1, messages: [], outbox: [] });
      if (socket === this.#socket) chat.attach(undefined, this.#window);
      const presence = this.#early.get(invite.id);
      if (presence) chat.handle(presence);
      this.#changed();
    }
    if (socket !== this.#socket) return;
    this.#connection?.send({ type: 'ack', conversation: invite.id, seq: frame.seq });
  }

  #interrupted(): void {
    this.#socket++;
    this.#early.clear();
    for (const chat of this.#chats.values()) chat.detach();
  }

  #standBack(): void {
    this.#connection?.stop();
    this.#interrupted();
    this.#setStatus('elsewhere');
  }

  /** Nothing that comes could be kept: another page may lead. */
  #lostStorage(): void {
    this.#connection?.stop();
    this.#interrupted();
    this.lead.release();
    for (const chat of this.#chats.values()) chat.loseStorage();
  }

  async #leave(id: string): Promise<void> {
    const chat = this.#chats.get(id);
    if (!chat) return;
    if (chat.record.status === 'open') await this.options.backend.endConversation(id);
    chat.detach();
    await chat.settled();
    await this.store.conversations.erase(id);
    this.#erased(chat);
    this.#changed();
  }

  #erased(chat: Conversation): void {
    this.#chats.delete(chat.record.id);
    chat.erased();
  }

  async #forgetInvite(id: string): Promise<void> {
    await this.store.dropInvite(id);
    this.#invites.delete(id);
    this.#changed();
  }

  #setStatus(status: ConnectionStatus): void {
    this.#status = status;
    for (const chat of this.#chats.values()) chat.setConnection(status);
    this.#changed();
  }

  #changed(): void {
    const now = this.environment.now();
    this.#state = {
      connection: this.#status,
      chats: [...this.#chats.values()].sort((a, b) => b.record.activityAt - a.record.activityAt),
      invites: [...this.#invites.values()]
        .filter((invite) => Date.parse(invite.expiresAt) > now)
        .sort((a, b) => b.createdAt - a.createdAt)
        .map(publicInvite),
    };
    for (const listener of this.#listeners) listener();
  }
}

function publicInvite({ id, link, expiresAt }: StoredInvite): Invite {
  return { id, link, expiresAt };
}

/** Milliseconds; an invite whose creation was never confirmed counts with the longest life. */
function lifetimeOf(invite: StoredInvite): number {
  const lifetime = Date.parse(invite.expiresAt) - invite.createdAt;
  return Number.isNaN(lifetime) ? 30 * 24 * 60 * 60 * 1000 : lifetime;
}
