import type { Environment } from '../environment/environment.js';

/** The task as one that does not run beside itself: who asks for it meanwhile waits for the run that is under way. */
export function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= task().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/**
 * One tab of a browser leads: it alone uses the keys. The others show what is stored until it goes, or until the reader
 * goes on in one of them: then that one takes the lead, even from a tab that the browser has put to sleep.
 *
 * Without Web Locks everybody leads, and the store's version check stops the slower of two (see LostLead).
 */
export class Lead {
  #leads = false;
  #released = false;
  #changed: (leads: boolean) => void = () => {};
  /** Ends the hold, or the wait. */
  #letGo: () => void = () => {};

  private constructor(
    private readonly locks: LockManager | undefined,
    private readonly name: string,
  ) {}

  /** Leads at once if nobody else does; otherwise it is the next. */
  static async take(environment: Environment, name: string): Promise<Lead> {
    const lead = new Lead(environment.locks, name);
    await lead.#ask({ ifAvailable: true });
    if (!lead.#leads) lead.#queue();
    return lead;
  }

  get leads(): boolean {
    return this.#leads;
  }

  /** Tells whenever the lead comes or goes, and at once if it did since it was seen `before`. */
  onChange(before: boolean, changed: (leads: boolean) => void): void {
    this.#changed = changed;
    if (before !== this.#leads) changed(this.#leads);
  }

  /** Takes the lead from whoever has it, who learns of it. */
  readonly seize = oneAtATime(async () => {
    if (this.#leads) return;
    this.#letGo();
    await this.#ask({ steal: true });
  });

  /** For good. */
  release(): void {
    this.#released = true;
    this.#leads = false;
    this.#letGo();
  }

  #queue(): void {
    const waiting = new AbortController();
    const asked = this.#ask({ signal: waiting.signal });
    this.#letGo = () => waiting.abort();
    asked.then(
      () => this.#leads && this.#changed(true),
      // Aborted: nobody waits for it any more.
      () => {},
    );
  }

  /** Resolves once it is known whether the lead is ours; it is held until we let go, or somebody seizes it. */
  #ask(options: LockOptions): Promise<void> {
    const { locks } = this;
    if (!locks) {
      this.#leads = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      let granted = false;
      const hold = async (lock: Lock | null) => {
        granted = lock !== null && !this.#released;
        this.#leads = granted;
        resolve();
        if (granted) await new Promise<void>((end) => (this.#letGo = end));
      };
      locks.request(this.name, options, hold).catch((error: unknown) => {
        if (!granted) reject(error);
        else if (!this.#released) this.#seized();
      });
    });
  }

  #seized(): void {
    this.#leads = false;
    this.#queue();
    this.#changed(false);
  }
}
