import type { WebSocketConstructor, WebSocketLike } from '../../src/environment/environment.js';
import type { Side } from '../../src/mls/credential.js';

/** A relay in memory with the frame rules of protocol section 4, and ways to misbehave. */

export interface Identity {
  readonly side: Side;
  /** A guest's one conversation, or the member whose conversations these are. */
  readonly owner: string;
}

interface Envelope {
  readonly seq: number;
  readonly from: Side;
  readonly n: number;
  readonly kind: string;
  readonly payload: string;
}

export interface RelayConversation {
  readonly id: string;
  readonly member: string;
  status: 'open' | 'ended';
  readonly log: Envelope[];
  readonly accepted: Record<Side, number>;
  /** Highest seq each side has acknowledged. */
  readonly acked: Record<Side, number>;
}

/** What befalls a frame; `cut` ends the socket instead of passing it, `cut-after` right after. */
export type Fate = 'pass' | 'cut' | 'cut-after' | 'twice';

type Frame = Record<string, unknown>;

export class FakeRelay {
  readonly conversations = new Map<string, RelayConversation>();
  readonly identities = new Map<string, Identity>();
  /** Every frame from clients, as text. */
  readonly heard: string[] = [];
  readonly refusals: string[] = [];
  fate: (direction: 'up' | 'down', frame: Frame) => Fate = () => 'pass';
  /** Called before a send is judged; returning an error frame's members refuses it. */
  refuseSend: (frame: Frame) => Frame | undefined = () => undefined;
  /** Whether a conversation is missing from `ready` and follows in a frame of its own. */
  announceLate = false;
  readonly sockets = new Set<FakeSocket>();
  connects = 0;

  readonly WebSocket: WebSocketConstructor = ((relay: FakeRelay) =>
    class extends FakeSocket {
      constructor(url: string, protocols: string[]) {
        super(relay, url, protocols);
      }
    })(this);

  open(id: string, member: string): void {
    if (this.conversations.has(id)) return;
    const conversation: RelayConversation = {
      id,
      member,
      status: 'open',
      log: [],
      accepted: { member: 0, guest: 0 },
      acked: { member: 0, guest: 0 },
    };
    this.conversations.set(id, conversation);
    this.#tell(conversation, 'member', { type: 'conversation', id, status: 'open' });
    this.#tell(conversation, 'guest', { type: 'conversation', id, status: 'open' });
  }

  end(id: string, reason: string): void {
    const conversation = this.conversations.get(id);
    if (!conversation || conversation.status === 'ended') return;
    conversation.status = 'ended';
    for (const side of ['member', 'guest'] as const) {
      this.#tell(conversation, side, { type: 'conversation', id, status: 'ended', reason });
    }
    for (const socket of [...this.sockets]) if (socket.identity?.owner === id) socket.drop(4410);
  }

  alert(id: string, code: string): void {
    const conversation = this.conversations.get(id);
    if (conversation) this.#tell(conversation, 'member', { type: 'alert', conversation: id, code });
  }

  /** Offers an envelope to a side as if the other had sent it. */
  inject(id: string, to: Side, envelope: Omit<Envelope, 'seq'>): void {
    const conversation = this.conversations.get(id);
    if (!conversation) throw new Error('no such conversation');
    const seq = (conversation.log.at(-1)?.seq ?? 0) + 3;
    conversation.log.push({ ...envelope, seq });
    this.#deliver(conversation, to, { ...envelope, seq });
  }

  drop(side: Side, code = 1006): void {
    for (const socket of [...this.sockets]) if (socket.identity?.side === side) socket.drop(code);
  }

  authenticate(socket: FakeSocket, token: string) {
    const identity = this.identities.get(token);
    if (!identity) return socket.drop(4401);
    if (this.conversations.get(identity.owner)?.status === 'ended') return socket.drop(4410);
    for (const other of [...this.sockets]) {
      if (other !== socket && other.identity?.side === identity.side && other.identity.owner === identity.owner) {
        other.drop(4409);
      }
    }
    socket.identity = identity;
    this.connects++;
    this.#begin(socket, identity);
  }

  #begin(socket: FakeSocket, identity: Identity): void {
    const mine = this.#of(identity);
    const listed = mine.map(({ id, status, accepted, acked, log }) => ({
      id,
      status,
      accepted: accepted[identity.side],
      delivered: deliveredOf({ log, acked, accepted }, identity.side),
      acked: acked[identity.side],
    }));
    socket.down({
      type: 'ready',
      side: identity.side,
      conversations: this.announceLate ? [] : listed,
      limits: { frame: 32768, payload: 16384, signal: 1024, window: 32, burst: 60, rate: 2 },
    });
    for (const conversation of mine) {
      const { id, status } = conversation;
      if (this.announceLate) socket.down({ type: 'conversation', id, status });
      if (status === 'ended') continue;
      for (const envelope of conversation.log) {
        if (envelope.seq > conversation.acked[identity.side]) this.#deliverOn(socket, conversation, envelope);
      }
      this.#presence(conversation);
    }
  }

  take(socket: FakeSocket, frame: Frame) {
    const { identity } = socket;
    if (!identity) return socket.drop(4401);
    const conversation = this.#of(identity).find(({ id }) => id === frame.conversation);
    if (!conversation) return this.#violation(socket, 4403, 'conversation');
    switch (frame.type) {
      case 'send':
        return this.#send(socket, identity.side, conversation, frame);
      case 'ack':
        return this.#ack(socket, identity.side, conversation, Number(frame.seq));
      case 'signal':
        return this.#tell(conversation, other(identity.side), { ...frame });
      default:
        return this.#violation(socket, 4400, 'type');
    }
  }

  #send(socket: FakeSocket, side: Side, conversation: RelayConversation, frame: Frame) {
    const { id } = conversation;
    const n = Number(frame.n);
    if (conversation.status === 'ended') return socket.down({ type: 'error', code: 'not-open', conversation: id, n });
    const refused = n > conversation.accepted[side] ? this.refuseSend(frame) : undefined;
    if (refused) return socket.down({ type: 'error', detail: '', conversation: id, n, ...refused });
    const expected = conversation.accepted[side] + 1;
    if (n > expected) {
      return socket.down({ type: 'error', code: 'n-gap', detail: '', conversation: id, n, expected });
    }
    if (n === expected) {
      conversation.accepted[side] = n;
      const seq = (conversation.log.at(-1)?.seq ?? 0) + 1 + Math.floor(Math.random() * 3);
      const kind = String(frame.kind);
      const envelope = { seq, from: side, n, kind, payload: String(frame.payload) };
      conversation.log.push(envelope);
      socket.down({ type: 'accepted', conversation: id, n });
      this.#deliver(conversation, other(side), envelope);
      if (kind === 'handshake') this.#deliver(conversation, side, envelope);
    } else {
      socket.down({ type: 'accepted', conversation: id, n });
    }
  }

  #ack(socket: FakeSocket, side: Side, conversation: RelayConversation, seq: number) {
    if (seq > (socket.sent.get(conversation.id) ?? 0)) return this.#violation(socket, 4403, 'ack');
    if (seq <= conversation.acked[side]) return;
    conversation.acked[side] = seq;
    const n = deliveredOf(conversation, other(side));
    if (n > 0) this.#tell(conversation, other(side), { type: 'delivered', conversation: conversation.id, n });
  }

  #violation(socket: FakeSocket, code: number, what: string): void {
    this.refusals.push(`${code} ${what}`);
    socket.drop(code);
  }

  #deliver(conversation: RelayConversation, to: Side, envelope: Envelope): void {
    for (const socket of this.#socketsOf(conversation, to)) this.#deliverOn(socket, conversation, envelope);
  }

  #deliverOn(socket: FakeSocket, conversation: RelayConversation, envelope: Envelope): void {
    if (envelope.from === socket.identity?.side && envelope.kind !== 'handshake') return;
    const { id } = conversation;
    socket.sent.set(id, Math.max(envelope.seq, socket.sent.get(id) ?? 0));
    socket.down({ type: 'deliver', conversation: id, ...envelope, at: '2026-01-02T03:04:05.678Z' });
  }

  #tell(conversation: RelayConversation, side: Side, frame: Frame): void {
    for (const socket of this.#socketsOf(conversation, side)) socket.down(frame);
  }

  #presence(conversation: RelayConversation): void {
    for (const side of ['member', 'guest'] as const) {
      const peer = this.#socketsOf(conversation, other(side)).length > 0 ? 'online' : 'offline';
      this.#tell(conversation, side, { type: 'presence', conversation: conversation.id, peer });
    }
  }

  gone(socket: FakeSocket): void {
    this.sockets.delete(socket);
    if (socket.identity) for (const conversation of this.#of(socket.identity)) this.#presence(conversation);
  }

  #of({ side, owner }: Identity): RelayConversation[] {
    return [...this.conversations.values()].filter(({ id, member }) => owner === (side === 'guest' ? id : member));
  }

  #socketsOf(conversation: RelayConversation, side: Side): FakeSocket[] {
    const owner = side === 'guest' ? conversation.id : conversation.member;
    return [...this.sockets].filter(({ identity }) => identity?.side === side && identity.owner === owner);
  }
}

/** The highest n of a side that the other has acknowledged; what a test injected was never the side's own. */
function deliveredOf(conversation: Pick<RelayConversation, 'log' | 'acked' | 'accepted'>, side: Side): number {
  const { log, acked, accepted } = conversation;
  const there = log.filter(({ from, seq, n }) => from === side && n <= accepted[side] && seq <= acked[other(side)]);
  return Math.max(0, ...there.map(({ n }) => n));
}

function other(side: Side): Side {
  return side === 'member' ? 'guest' : 'member';
}

/** One end of a socket. Frames take a turn of the event loop each way. */
export class FakeSocket implements WebSocketLike {
  readyState = 0;
  onopen: WebSocketLike['onopen'] = null;
  onmessage: WebSocketLike['onmessage'] = null;
  onclose: WebSocketLike['onclose'] = null;
  onerror: WebSocketLike['onerror'] = null;
  identity: Identity | undefined;
  /** Highest seq sent on this socket, by conversation. */
  readonly sent = new Map<string, number>();
  #challenged = 0;

  constructor(
    private readonly relay: FakeRelay,
    readonly url: string,
    protocols: string[],
  ) {
    if (protocols.join() !== 'guestchat.v1') throw new Error('wrong subprotocol');
    this.#later(() => {
      this.readyState = 1;
      relay.sockets.add(this);
      this.challenge();
    });
  }

  challenge(): void {
    this.#challenged++;
    this.down({ type: 'challenge', nonce: `nonce-${this.#challenged}` });
  }

  send(data: string) {
    this.#later(() => {
      if (this.readyState !== 1) return;
      const frame = JSON.parse(data) as Frame;
      this.relay.heard.push(data);
      if (frame.type === 'authenticate') {
        if (this.#challenged === 0) return this.drop(4400);
        this.#challenged--;
        if (!this.identity) this.relay.authenticate(this, String(frame.token));
        return;
      }
      const fate = this.relay.fate('up', frame);
      if (fate === 'cut') return this.drop(1006);
      this.relay.take(this, frame);
      if (fate === 'twice') this.relay.take(this, frame);
      if (fate === 'cut-after') this.drop(1006);
    });
  }

  /** From the relay. */
  down(frame: Frame) {
    if (this.readyState !== 1) return;
    const fate = this.relay.fate('down', frame);
    if (fate === 'cut') return this.drop(1006);
    const event = { data: JSON.stringify(frame) } as MessageEvent;
    this.#later(() => this.onmessage?.(event));
    if (fate === 'twice') this.#later(() => this.onmessage?.(event));
    if (fate === 'cut-after') this.drop(1006);
  }

  drop(code: number): void {
    if (this.readyState > 1) return;
    this.readyState = 3;
    this.relay.gone(this);
    this.#later(() => this.onclose?.({ code } as CloseEvent));
  }

  close(): void {
    if (this.readyState > 1) return;
    this.readyState = 3;
    this.relay.gone(this);
  }

  #later(task: () => void): void {
    globalThis.setTimeout(task, 0);
  }
}
