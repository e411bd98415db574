import type { Refusal } from '../chat/chat.js';
import type { Environment, TimerHandle } from '../environment/environment.js';
import type { ErrorFrame } from '../relay/frames.js';
import type { OutboxEntry } from '../store/records.js';

/** Without an answer for this long, in milliseconds, the socket counts as dead. */
const ANSWER_TIMEOUT = 20_000;
/** Collects the refusals that follow a refused n in the same burst, in milliseconds. */
const SETTLE = 100;
const MAILBOX_FULL_PAUSE = 30_000;
const UNAVAILABLE_PAUSE = 3000;
const HOPELESS_PAUSE = 60_000;
/** A shorter pause, in milliseconds, is over before anybody could do something about it. */
const WORTH_TELLING = 3000;

export interface OutboxSocket {
  /** False when there is no authenticated socket. */
  send(entry: OutboxEntry): boolean;
  /** No answer came. */
  dead(): void;
  /** `refusal` of the sender is another. */
  changed(): void;
}

/**
 * Sends the outbox in order of n, byte for byte as kept, a window at a time, until the relay has accepted it.
 * What is not accepted when a socket ends is sent again on the next one; the relay knows an n it has.
 */
export class OutboxSender {
  #entries: OutboxEntry[];
  /** Undefined while there is no socket to send on. */
  #window: number | undefined;
  /** Entries already sent on this socket. */
  #inFlight = 0;
  #pause: TimerHandle | undefined;
  #answer: TimerHandle | undefined;
  #refusal: Refusal | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly socket: OutboxSocket,
    entries: readonly OutboxEntry[],
  ) {
    this.#entries = [...entries].sort((a, b) => a.n - b.n);
  }

  /** Why the relay does not take what waits; undefined while it does, or is not there to ask. */
  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  attach(window: number): void {
    this.detach();
    this.#window = window;
    this.#send();
  }

  detach(): void {
    this.#window = undefined;
    this.#inFlight = 0;
    this.#resume();
    this.#expectAnswer();
    this.#tell(undefined);
  }

  add(entries: readonly OutboxEntry[]): void {
    this.#entries.push(...entries);
    this.#send();
  }

  /** Everything up to n is in the log. */
  accepted(n: number): void {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.n > n);
    const taken = before - this.#entries.length;
    this.#inFlight = Math.max(this.#inFlight - taken, 0);
    if (taken > 0) this.#tell(undefined);
    this.#expectAnswer();
    this.#send();
  }

  /** The relay refused an n, and with it all behind it: they go again, from there, after a while. */
  refused(error: ErrorFrame): void {
    if (error.code === 'n-gap') {
      const first = this.#entries[0]?.n;
      const lost = error.expected !== undefined && first !== undefined && error.expected < first;
      if (this.#pause === undefined) this.#pauseFor(lost ? HOPELESS_PAUSE : SETTLE);
      if (lost) this.#tell('unavailable');
    } else {
      const pause = pauseAfter(error);
      this.#pauseFor(pause);
      if (pause >= WORTH_TELLING) this.#tell(error.code === 'mailbox-full' ? 'mailbox-full' : 'unavailable');
    }
    this.#inFlight = 0;
    this.#expectAnswer();
  }

  /** The user asks: now rather than later. */
  hurry(): void {
    this.#resume();
    this.#tell(undefined);
    this.#send();
  }

  #send(): void {
    while (this.#window !== undefined && this.#pause === undefined && this.#inFlight < this.#window) {
      const entry = this.#entries[this.#inFlight];
      if (!entry || !this.socket.send(entry)) return;
      this.#inFlight++;
      if (this.#answer === undefined) this.#expectAnswer();
    }
  }

  #pauseFor(milliseconds: number): void {
    this.#resume();
    this.#pause = this.environment.setTimeout(() => {
      this.#pause = undefined;
      this.#send();
    }, milliseconds);
  }

  #resume(): void {
    if (this.#pause !== undefined) this.environment.clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  #tell(refusal: Refusal | undefined): void {
    if (refusal === this.#refusal) return;
    this.#refusal = refusal;
    this.socket.changed();
  }

  #expectAnswer(): void {
    if (this.#answer !== undefined) this.environment.clearTimeout(this.#answer);
    this.#answer =
      this.#inFlight > 0 ? this.environment.setTimeout(() => this.socket.dead(), ANSWER_TIMEOUT) : undefined;
  }
}

function pauseAfter(error: ErrorFrame): number {
  switch (error.code) {
    case 'rate-limited':
      return Math.max((error.retryAfter ?? 1) * 1000, SETTLE);
    case 'mailbox-full':
      return MAILBOX_FULL_PAUSE;
    case 'unavailable':
      return UNAVAILABLE_PAUSE;
    default:
      return HOPELESS_PAUSE;
  }
}
