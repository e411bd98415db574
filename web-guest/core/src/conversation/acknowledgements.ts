/** A full mailbox read in one go must not cost a guest more frames a second than the relay allows. */
const EVERY = 16;

/** Acknowledgements are cumulative: of many deliveries in a row, only some need one. */
export class Acknowledgements {
  #waiting = 0;
  #unacknowledged = 0;

  /** A delivery arrived, and is to be looked at. */
  arrived(): void {
    this.#waiting++;
  }

  lookedAt(): void {
    this.#waiting--;
  }

  /** One was stored; whether to acknowledge up to it now. */
  stored(): boolean {
    this.#unacknowledged++;
    const now = this.#waiting === 0 || this.#unacknowledged >= EVERY;
    if (now) this.#unacknowledged = 0;
    return now;
  }
}
