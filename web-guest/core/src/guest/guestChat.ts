import type { Chat } from '../chat/chat.js';
import { Conversation } from '../conversation/conversation.js';
import { mlsContext } from '../mls/suite.js';
import { type ConversationRelayFrame, type Credentials, RelayConnection } from '../relay/connection.js';
import type { Ready } from '../relay/frames.js';
import { proofOf, proofUrlOf } from '../session/proofKey.js';
import { type AccessToken, SessionService } from '../session/sessionService.js';
import type { LoadedConversation } from '../store/conversationStore.js';
import { Lead, oneAtATime } from '../store/lead.js';
import type { GuestSession } from '../store/records.js';
import type { Home } from './home.js';

/** A token this close to its end, in milliseconds, is not worth connecting with. */
const TOKEN_MARGIN = 60_000;
/** A session that the service does not know this long after the last message, in milliseconds, it has forgotten: it ended. */
const KNOWN_EVERYWHERE_AFTER = 24 * 60 * 60 * 1000;

export function leadName(id: string): string {
  return `guestchat/${id}`;
}

/**
 * Puts a stored chat on the air, or shows it while another tab of this browser has it. Undefined when it is not stored.
 * The lead comes first: what is read before it may be old by the time it is ours.
 */
export async function startGuestChat(
  home: Home,
  id: string,
  options: { readonly lead?: Lead; readonly token?: AccessToken } = {},
): Promise<Chat | undefined> {
  const lead = options.lead ?? (await Lead.take(home.environment, leadName(id)));
  const { leads } = lead;
  try {
    const loaded = await home.store.conversations.load(id);
    if (loaded) {
      const mls = await mlsContext(home.environment.crypto, loaded.keys.signing);
      return new GuestChat(home, loaded, lead, leads, mls, options.token).conversation;
    }
  } catch (error) {
    lead.release();
    throw error;
  }
  lead.release();
  return undefined;
}

/** One conversation, one session, one connection. */
class GuestChat {
  readonly conversation: Conversation;
  readonly #service: SessionService;
  readonly #session: GuestSession;
  readonly #proof: CryptoKeyPair;
  #connection: RelayConnection | undefined;
  #token: AccessToken | undefined;
  #window = 1;
  /** Once, when the reader asks for it and the lead comes by itself meanwhile. */
  readonly #goOn = oneAtATime(() => this.#fromStore());
  readonly #unwatch: () => void;
  #closed = false;

  constructor(
    private readonly home: Home,
    loaded: LoadedConversation,
    private readonly lead: Lead,
    /** Whether we led when `loaded` was read. */
    led: boolean,
    mls: Awaited<ReturnType<typeof mlsContext>>,
    token: AccessToken | undefined,
  ) {
    const { environment, store } = home;
    const { session } = loaded.held.record;
    const { proof } = loaded.keys;
    if (!session || !proof) throw new Error('a guest chat has a session');
    this.#session = session;
    this.#proof = proof;
    this.#token = token;
    this.#service = new SessionService(environment, session.sessionUrl);
    const host = {
      send: (frame: Parameters<RelayConnection['send']>[0]) => this.#connection?.send(frame) ?? false,
      reconnect: () => this.#connection?.reconnect(),
      hurry: () => this.#connection?.hurry(),
      lostLead: () => this.#standBack(),
      takeOver: () => this.#takeOver(),
      leave: () => this.#leave(),
      closed: () => this.#close(),
    };
    this.conversation = new Conversation(environment, store.conversations, mls, host, loaded);
    if (led) this.#start();
    else this.conversation.setConnection('elsewhere');
    lead.onChange(led, (leads) => (leads ? void this.#goOn() : this.#standBack()));
    this.#unwatch = store.onLost(() => this.#lostStorage());
  }

  #start(): void {
    if (this.conversation.record.status === 'ended') return;
    this.#connection = new RelayConnection(this.home.environment, {
      credentials: () => this.#credentials(),
      ready: (frame) => this.#ready(frame),
      frame: (frame) => this.#frame(frame),
      interrupted: () => this.conversation.detach(),
      probe: () => this.conversation.probe(),
      status: (status) => {
        if (status === 'ended') this.conversation.end(undefined);
        this.conversation.setConnection(status);
      },
    });
    this.#connection.start();
  }

  async #credentials(): Promise<Credentials> {
    const token = await this.#freshToken();
    if (token.kind === 'token') {
      const { relayUrl } = this.#session;
      const proof = (nonce: string) => {
        const request = { method: 'GET', url: proofUrlOf(relayUrl), nonce, token: token.value } as const;
        return proofOf(this.home.environment.crypto, this.#proof, request, this.#service.now());
      };
      return { kind: 'credentials', url: relayUrl, token: token.value, proof };
    }
    if (token.kind === 'ended' || (token.kind === 'unknown' && this.#isLongSilent())) return { kind: 'ended' };
    const wait = 'retryAfterSeconds' in token ? token.retryAfterSeconds : undefined;
    return { kind: 'unavailable', ...(wait === undefined ? {} : { retryAfterSeconds: wait }) };
  }

  /** What has just been joined may not be known everywhere. */
  #isLongSilent(): boolean {
    return this.#service.now() - this.conversation.record.activityAt > KNOWN_EVERYWHERE_AFTER;
  }

  /** Each token serves one authentication: the redemption's first, then one asked for each time. */
  async #freshToken() {
    const token = this.#token;
    this.#token = undefined;
    if (token && token.expiresAt - this.home.environment.now() > TOKEN_MARGIN) return token;
    return this.#service.freshToken(this.#session.sessionId, this.#proof);
  }

  #ready(frame: Ready): void {
    this.#window = frame.window;
    const { id } = this.conversation.record;
    const ours = frame.conversations.find((conversation) => conversation.id === id);
    // Redeemed a moment ago, it may be missing here and follow in a frame of its own.
    if (ours?.status === 'open') this.conversation.attach(ours, frame.window);
    else if (ours) this.conversation.end(undefined);
  }

  #frame(frame: ConversationRelayFrame): void {
    const { id } = this.conversation.record;
    if (frame.type === 'conversation') {
      if (frame.id !== id) return;
      if (frame.status === 'open') this.conversation.attach(undefined, this.#window);
      else this.conversation.handle(frame);
    } else if (frame.conversation === id) this.conversation.handle(frame);
  }

  async #takeOver(): Promise<void> {
    if (this.conversation.state.connection !== 'elsewhere') return;
    await this.lead.seize();
    await this.#goOn();
  }

  /** From where the tab that led before has left it. */
  async #fromStore(): Promise<void> {
    await this.home.store.conversations.claim(this.conversation.record.id);
    await this.conversation.reload();
    if (this.#closed || !this.lead.leads) return;
    this.conversation.setConnection('connecting');
    this.#start();
  }

  #standBack(): void {
    this.#connection?.stop();
    this.conversation.detach();
    this.conversation.setConnection('elsewhere');
  }

  /** Nothing that comes could be kept: another page may lead. */
  #lostStorage(): void {
    this.#connection?.stop();
    this.conversation.detach();
    this.lead.release();
    this.conversation.loseStorage();
  }

  async #leave(): Promise<void> {
    this.#connection?.stop();
    this.conversation.detach();
    await this.conversation.settled();
    const { id, status } = this.conversation.record;
    const { sessionId, sessionUrl } = this.#session;
    const farewell = { sessionId, sessionUrl, proof: this.#proof };
    await this.home.store.erase(id, farewell);
    this.conversation.erased();
    this.lead.release();
    this.#unwatch();
    // Whoever waits for the erasure does not wait for a network.
    this.conversation.setUntold(status === 'open');
    void this.home.farewells.say(farewell).then(() => this.conversation.setUntold(false));
  }

  /** The lead goes on only when the last write has ended. */
  #close(): void {
    this.#closed = true;
    this.#unwatch();
    this.#connection?.stop();
    this.conversation.detach();
    void this.conversation.settled().then(() => this.lead.release());
  }
}
