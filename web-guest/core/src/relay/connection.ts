import type { ConnectionStatus } from '../chat/chat.js';
import type { Environment, TimerHandle, WakeReason, WebSocketLike } from '../environment/environment.js';
import { afterClose, backoff, LONGEST_BACKOFF, LONGEST_BACKOFF_HIDDEN } from './closeCodes.js';
import { type ClientFrame, parseFrame, type Ready, type RelayFrame } from './frames.js';

export const SUBPROTOCOL = 'guestchat.v1';

/** From opening the socket to `ready`, in milliseconds: the relay itself waits up to 5 s for each of two things. */
const READY_TIMEOUT = 15_000;
/** A page that comes back after this long without a frame cannot know whether its socket still lives. */
const SILENCE_TO_DOUBT = 60_000;
/**
 * A browser hides the relay's pings from the page. So while somebody looks, a socket that was silent for this long is asked
 * for an answer, and given up without one: a dead one is noticed within 60 s. In milliseconds.
 */
const SILENCE_TO_ASK = 35_000;
const ANSWER_TIMEOUT = 15_000;
/** Ready for this long, a connection has proved itself and failures start to count anew. */
const PROVEN_AFTER = 5000;

export type Credentials =
  | {
      readonly kind: 'credentials';
      readonly url: string;
      readonly token: string;
      /** Present when the token is bound to a key. */
      proof?(nonce: string): Promise<string>;
    }
  | { readonly kind: 'ended' }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds?: number };

export interface ConnectionListener {
  /** A token fit to authenticate with now. */
  credentials(): Promise<Credentials>;
  /** Conversations continue; until the next call of `interrupted` frames may be sent. */
  ready(frame: Ready): void;
  frame(frame: ConversationRelayFrame): void;
  interrupted(): void;
  /** A frame that the relay answers and that changes nothing, if there is one: asks whether the socket still lives. */
  probe(): ClientFrame | undefined;
  status(status: ConnectionStatus): void;
}

export type ConversationRelayFrame = Exclude<RelayFrame, { type: 'challenge' | 'ready' }>;

type State =
  | { readonly name: 'idle' }
  | { readonly name: 'preparing' }
  | { readonly name: 'opening'; readonly socket: WebSocketLike; readonly timer: TimerHandle }
  | { readonly name: 'ready'; readonly socket: WebSocketLike; readonly since: number; watch: TimerHandle | undefined }
  /** Whatever wakes it, it does not connect before `asked` milliseconds from `since` on. */
  | { readonly name: 'waiting'; readonly timer: TimerHandle; readonly since: number; readonly asked: number }
  | { readonly name: 'stopped' };

/**
 * One connection to the relay, kept up until stopped.
 *
 * ```
 * idle ─start─▶ preparing ─token─▶ opening ─challenge, authenticate, ready─▶ ready
 *                  ▲  │ no token      │ closed, too slow                       │ closed
 *                  │  ▼               ▼                                        ▼
 *                  └─ waiting ◀───────┴────────────────────────────────────────┤
 *                     (backoff; cut short by a wake)         4409, 4410, stop  └─▶ stopped
 * ```
 * When the network returns, whatever is under way begins again.
 */
export class RelayConnection {
  #state: State = { name: 'idle' };
  #failures = 0;
  #lastFrameAt = 0;
  #stopWaking: (() => void) | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly listener: ConnectionListener,
  ) {}

  start(): void {
    if (this.#state.name !== 'idle') return;
    this.#stopWaking = this.environment.onWake((reason) => this.#wake(reason));
    void this.#connect();
  }

  /** True when the frame was handed to an open, authenticated socket; delivery is another matter. */
  send(frame: ClientFrame): boolean {
    if (this.#state.name !== 'ready') return false;
    this.#state.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Gives up a socket that is dead or of no further use, and connects again as after a failure. */
  reconnect(): void {
    if (this.#state.name === 'ready') this.#closed(this.#state.socket, 4408);
  }

  /** Cuts a pause between two connections short, to what the relay or the service asked for. */
  hurry(): void {
    if (this.#state.name !== 'waiting') return;
    const { timer, since, asked } = this.#state;
    this.environment.clearTimeout(timer);
    const left = asked - this.#elapsed(since);
    if (left > 0) this.#waitFor(left, left);
    else void this.#connect();
  }

  stop(): void {
    this.#stop();
    this.listener.status('offline');
  }

  #stop(): void {
    const state = this.#state;
    this.#state = { name: 'stopped' };
    this.#stopWaking?.();
    if (state.name === 'waiting') this.environment.clearTimeout(state.timer);
    if (state.name === 'opening') this.environment.clearTimeout(state.timer);
    if (state.name === 'ready') this.#unwatch(state);
    if (state.name === 'opening' || state.name === 'ready') this.#leaveSocket(state.socket);
  }

  async #connect(): Promise<void> {
    const preparing: State = { name: 'preparing' };
    this.#state = preparing;
    this.listener.status('connecting');
    const credentials = await this.#credentials();
    if (this.#state !== preparing) return;
    switch (credentials.kind) {
      case 'credentials':
        this.#open(credentials);
        break;
      case 'ended':
        this.#stop();
        this.listener.status('ended');
        break;
      case 'unavailable':
        this.#wait((credentials.retryAfterSeconds ?? 0) * 1000, true);
        break;
    }
  }

  async #credentials(): Promise<Credentials> {
    try {
      return await this.listener.credentials();
    } catch {
      return { kind: 'unavailable' };
    }
  }

  #open(credentials: Credentials & { kind: 'credentials' }): void {
    let socket: WebSocketLike;
    try {
      socket = new this.environment.WebSocket(credentials.url, [SUBPROTOCOL]);
    } catch {
      this.#wait(0, true);
      return;
    }
    const timer = this.environment.setTimeout(() => this.#closed(socket, 4408), READY_TIMEOUT);
    this.#state = { name: 'opening', socket, timer };
    let first: (Credentials & { kind: 'credentials' }) | undefined = credentials;
    socket.onmessage = (event) => {
      const frame = parseFrame(event.data);
      this.#lastFrameAt = this.environment.now();
      if (frame?.type === 'challenge') {
        void this.#authenticate(socket, frame.nonce, first);
        first = undefined;
      } else if (frame?.type === 'ready') this.#becomeReady(socket, frame);
      else if (frame && this.#state.name === 'ready') this.listener.frame(frame);
    };
    socket.onclose = (event) => this.#closed(socket, event.code);
    // A close event always follows.
    socket.onerror = () => {};
  }

  async #authenticate(
    socket: WebSocketLike,
    nonce: string,
    prepared: (Credentials & { kind: 'credentials' }) | undefined,
  ): Promise<void> {
    const credentials = prepared ?? (await this.#credentials());
    // Without a fresh token the relay closes the connection when the old one ends; that path knows what to do.
    if (credentials.kind !== 'credentials') return;
    const { token } = credentials;
    const proof = await credentials.proof?.(nonce);
    if (!this.#owns(socket)) return;
    const frame: ClientFrame = { type: 'authenticate', token, ...(proof === undefined ? {} : { proof }) };
    socket.send(JSON.stringify(frame));
  }

  #becomeReady(socket: WebSocketLike, frame: Ready): void {
    if (this.#state.name !== 'opening') return;
    this.environment.clearTimeout(this.#state.timer);
    this.#state = { name: 'ready', socket, since: this.environment.now(), watch: undefined };
    this.listener.status('online');
    this.listener.ready(frame);
    this.#watch();
  }

  /** Asks again and again whether the socket lives, as long as it is silent and somebody looks. */
  #watch(): void {
    const state = this.#state;
    if (state.name !== 'ready') return;
    this.#unwatch(state);
    if (this.environment.hidden()) return;
    const silence = this.#elapsed(this.#lastFrameAt);
    const question = silence >= SILENCE_TO_ASK ? this.listener.probe() : undefined;
    if (question && this.send(question)) {
      const asked = this.#lastFrameAt;
      const judge = () => (this.#lastFrameAt === asked ? this.reconnect() : this.#watch());
      state.watch = this.environment.setTimeout(judge, ANSWER_TIMEOUT);
    } else {
      const pause = silence >= SILENCE_TO_ASK ? SILENCE_TO_ASK : SILENCE_TO_ASK - silence;
      state.watch = this.environment.setTimeout(() => this.#watch(), pause);
    }
  }

  #unwatch(state: State & { name: 'ready' }): void {
    if (state.watch !== undefined) this.environment.clearTimeout(state.watch);
    state.watch = undefined;
  }

  #closed(socket: WebSocketLike, code: number): void {
    if (!this.#owns(socket)) return;
    const state = this.#state;
    this.#leaveSocket(socket);
    if (state.name === 'opening') this.environment.clearTimeout(state.timer);
    if (state.name === 'ready') {
      this.#unwatch(state);
      if (this.environment.now() - state.since >= PROVEN_AFTER) this.#failures = 0;
      this.listener.interrupted();
    }
    const next = afterClose(code, this.environment.random());
    if (next.kind === 'reconnect') this.#wait(next.pause, next.failure);
    else {
      this.#stop();
      this.listener.status(next.status);
    }
  }

  /** `pause` in milliseconds, as asked for by the other end. */
  #wait(pause: number, failure: boolean): void {
    if (failure) this.#failures++;
    const longest = this.environment.hidden() ? LONGEST_BACKOFF_HIDDEN : LONGEST_BACKOFF;
    const own = failure ? backoff(this.#failures, this.environment.random(), longest) : 0;
    this.#waitFor(Math.max(pause, own), pause);
    this.listener.status('offline');
  }

  #waitFor(delay: number, asked: number): void {
    const timer = this.environment.setTimeout(() => void this.#connect(), delay);
    this.#state = { name: 'waiting', timer, since: this.environment.now(), asked };
  }

  /** Milliseconds, by a clock that may have been put back since. */
  #elapsed(since: number): number {
    return Math.max(0, this.environment.now() - since);
  }

  #wake(reason: WakeReason): void {
    // The same event tells that the page was put away.
    if (reason === 'visible' && this.environment.hidden()) return;
    const state = this.#state;
    if (state.name === 'waiting') this.hurry();
    else if (state.name === 'ready') {
      const silent = this.environment.now() - this.#lastFrameAt > SILENCE_TO_DOUBT;
      if (reason === 'online' || silent) this.#renew(state);
      else this.#watch();
    } else if (reason === 'online' && (state.name === 'preparing' || state.name === 'opening')) this.#beginAgain(state);
  }

  /** What was begun may hang in the network that is gone. */
  #beginAgain(state: State & { name: 'preparing' | 'opening' }): void {
    if (state.name === 'opening') {
      this.environment.clearTimeout(state.timer);
      this.#leaveSocket(state.socket);
    }
    void this.#connect();
  }

  #renew(state: State & { name: 'ready' }): void {
    this.#unwatch(state);
    this.#leaveSocket(state.socket);
    this.listener.interrupted();
    void this.#connect();
  }

  #owns(socket: WebSocketLike): boolean {
    return (this.#state.name === 'opening' || this.#state.name === 'ready') && this.#state.socket === socket;
  }

  #leaveSocket(socket: WebSocketLike): void {
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}
