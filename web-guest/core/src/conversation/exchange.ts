import type { AlertCode, KeyAlert, Refusal } from '../chat/chat.js';
import { toBase64Url } from '../encoding/base64url.js';
import type { Bytes } from '../encoding/bytes.js';
import type { Environment } from '../environment/environment.js';
import type { ConversationRelayFrame } from '../relay/connection.js';
import type { ClientFrame, Deliver, ReadyConversation } from '../relay/frames.js';
import { LostLead } from '../store/conversationStore.js';
import type { OutboxEntry } from '../store/records.js';
import { Acknowledgements } from './acknowledgements.js';
import { type Counts, takeCounts } from './counts.js';
import type { ConversationHost } from './host.js';
import type { Ledger } from './ledger.js';
import { OutboxSender } from './outboxSender.js';
import { receive } from './receiving.js';
import { rekeyDue } from './rekey.js';
import { writeCommit } from './sending.js';
import { isTyping, typingSignal } from './signals.js';
import type { Presence } from './snapshot.js';
import type { StepContext } from './step.js';
import { Typing } from './typing.js';

/** The first bytes of an n stand, whatever comes with it later. */
const NO_MATTER = toBase64Url(new Uint8Array(1));

/** One conversation on its connection: what goes out, in order; what comes in, into the ledger; who is there. */
export class Exchange {
  readonly #acknowledgements = new Acknowledgements();
  readonly #typing: Typing;
  #outbox: OutboxSender;
  #peerOnline = false;
  /** Counts sockets: what came on an earlier one must not be acknowledged on a later one. */
  #socket = 0;
  /** The socket this conversation was last put on. */
  #attachedTo: number | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly ledger: Ledger,
    private readonly host: ConversationHost,
    private readonly context: () => StepContext,
    private readonly changed: () => void,
  ) {
    this.#typing = new Typing(environment, changed);
    this.#outbox = this.#newOutbox();
  }

  get presence(): Presence {
    return { online: this.#peerOnline, typing: this.#typing.peerTypes };
  }

  get refusal(): Refusal | undefined {
    return this.#outbox.refusal;
  }

  /** A socket is ready and this conversation is on it. */
  attach(ready: Pick<ReadyConversation, 'accepted' | 'delivered'> | undefined, window: number): void {
    const socket = this.#socket;
    void this.run(async () => {
      if (ready) await this.#takeCounts(ready);
      const usable = socket === this.#socket && !this.#attached && this.ledger.record.status === 'open';
      if (!usable) return;
      this.#attachedTo = socket;
      this.#outbox.attach(window);
      await this.rekeyIfDue();
    });
  }

  /** The socket is gone. */
  detach(): void {
    this.#socket++;
    this.#peerOnline = false;
    this.#outbox.detach();
    this.#typing.peerStopped();
    this.changed();
  }

  handle(frame: ConversationRelayFrame): void {
    const socket = this.#socket;
    if (frame.type === 'deliver') this.#acknowledgements.arrived();
    void this.run(() => this.#handle(frame, socket));
  }

  /** An envelope of ours that is stored now. */
  send(entries: readonly OutboxEntry[]): void {
    this.#outbox.add(entries);
  }

  /** The user waits. */
  hurry(): void {
    if (this.#attached) this.#outbox.hurry();
    else this.host.hurry();
  }

  typing(): void {
    if (!this.#attached || !this.#peerOnline || !this.#typing.mayTell()) return;
    void this.run(async () => {
      const { group, record } = this.ledger.held;
      const { crypto, mls } = this.context();
      const payload = await typingSignal(crypto, mls, group, record.side);
      this.host.send({ type: 'signal', conversation: record.id, payload: toBase64Url(payload) });
    });
  }

  /**
   * The last envelope that the relay has accepted, offered again: it answers `accepted` and looks at nothing else of it.
   * Undefined while nothing has been accepted, or the conversation is not on a socket.
   */
  probe(): ClientFrame | undefined {
    const { id, acceptedN: n } = this.ledger.record;
    if (!this.#attached || n === 0) return undefined;
    return { type: 'send', conversation: id, n, kind: 'application', payload: NO_MATTER };
  }

  /** The conversation ended at the services. */
  end(reason: string | undefined): void {
    void this.run(async () => {
      const { record } = this.ledger;
      if (record.status === 'ended') return;
      const endReason = record.endReason ?? reason;
      await this.ledger.takeRecord({ status: 'ended', ...(endReason === undefined ? {} : { endReason }) });
      this.#outbox.detach();
    });
  }

  /** The ledger holds something else now, and with it another outbox. */
  restart(): void {
    this.#outbox.detach();
    this.#outbox = this.#newOutbox();
    this.changed();
  }

  /** For tasks in the queue. */
  async rekeyIfDue(): Promise<void> {
    if (!this.#attached || !rekeyDue(this.ledger.record, this.environment.now())) return;
    await this.ledger.take(await writeCommit(this.context(), this.ledger.held));
  }

  /** A task of the connection's: when it cannot be written, this socket's later frames must not be either. */
  async run(task: () => Promise<void>): Promise<void> {
    const socket = this.#socket;
    await this.ledger.run(async () => {
      try {
        await task();
      } catch (error) {
        if (error instanceof LostLead) return;
        this.environment.report({ code: 'step-failed', conversation: this.ledger.record.id });
        if (socket === this.#socket) this.host.reconnect();
      }
    });
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
        return this.changed();
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
        return this.environment.report({ code: `relay-${frame.code}`, conversation: this.ledger.record.id });
    }
  }

  async #receive(frame: Deliver, socket: number): Promise<void> {
    this.#acknowledgements.lookedAt();
    // Not acknowledged on its own socket, it comes again on the next; taken now, it could overtake one that failed.
    if (socket !== this.#socket) return;
    const step = await receive(this.context(), this.ledger.held, this.ledger.lines, frame);
    if (step) {
      await this.ledger.take(step);
      if (frame.from !== this.ledger.record.side) this.#typing.peerStopped();
    }
    if (socket !== this.#socket) return;
    if (this.#acknowledgements.stored()) {
      this.host.send({ type: 'ack', conversation: this.ledger.record.id, seq: frame.seq });
    }
    // The counts are looked at when we write: looked at here too, both sides would commit at the same message.
    if (this.ledger.record.epoch.due) await this.rekeyIfDue();
  }

  async #takeCounts(counts: Counts): Promise<void> {
    const { deliveredN } = this.ledger.record;
    const step = takeCounts(this.ledger.held, counts);
    if (step) await this.ledger.take(step);
    this.#outbox.accepted(this.ledger.record.acceptedN);
    // What the peer has taken in has made room.
    if (this.ledger.record.deliveredN > deliveredN && this.#outbox.refusal === 'mailbox-full') this.#outbox.hurry();
  }

  async #signal(payload: Bytes): Promise<void> {
    const { group, record } = this.ledger.held;
    const { crypto, mls } = this.context();
    if (await isTyping(crypto, mls, group, record.side, payload)) this.#typing.peerTyped();
  }

  async #alert(code: string): Promise<void> {
    const { alerts } = this.ledger.record;
    if (!isAlert(code) || alerts.includes(code)) return;
    await this.ledger.takeRecord({ alerts: [...alerts, code] });
  }

  #newOutbox(): OutboxSender {
    const conversation = this.ledger.record.id;
    const socket = {
      send: ({ n, kind, payload }: OutboxEntry) =>
        this.host.send({ type: 'send', conversation, n, kind, payload: toBase64Url(payload) }),
      dead: () => this.host.reconnect(),
      changed: () => this.changed(),
    };
    return new OutboxSender(this.environment, socket, this.ledger.outbox);
  }
}

/** Of those that the relay may raise. */
function isAlert(code: string): code is Exclude<AlertCode, KeyAlert> {
  return code === 'redeem-attempt' || code === 'link-requested';
}
