import type { Environment, TimerHandle } from '../environment/environment.js';

/** Told to the peer at most this often, in milliseconds, and believed of the peer for twice that. */
const INTERVAL = 3000;

/** When to say that one types, and how long to believe that the peer does. */
export class Typing {
  #saidAt = Number.NEGATIVE_INFINITY;
  #timer: TimerHandle | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly changed: () => void,
  ) {}

  get peerTypes(): boolean {
    return this.#timer !== undefined;
  }

  mayTell(): boolean {
    const now = this.environment.now();
    if (now - this.#saidAt < INTERVAL) return false;
    this.#saidAt = now;
    return true;
  }

  peerTyped(): void {
    this.#clear();
    this.#timer = this.environment.setTimeout(() => this.peerStopped(), 2 * INTERVAL);
    this.changed();
  }

  peerStopped(): void {
    if (this.#timer === undefined) return;
    this.#clear();
    this.changed();
  }

  #clear(): void {
    if (this.#timer !== undefined) this.environment.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
