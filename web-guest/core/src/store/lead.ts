import type { Environment } from '../environment/environment.js';

/** One tab of a browser leads: it alone uses the keys. The others show what is stored until it goes. */
export interface Lead {
  /** Whether we led from the start. */
  readonly leads: boolean;
  /** Resolves when we lead; never, if released before. */
  readonly gained: Promise<void>;
  release(): void;
}

/** Without Web Locks everybody leads, and the store's version check stops the slower of two (see LostLead). */
export async function takeLead(environment: Environment, name: string): Promise<Lead> {
  const { locks } = environment;
  if (!locks) return { leads: true, gained: Promise.resolve(), release: () => {} };
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const waiting = new AbortController();
  const leads = await hold(locks, name, { ifAvailable: true }, released);
  const gained = leads ? Promise.resolve() : queueFor(locks, name, waiting.signal, released);
  return {
    leads,
    gained,
    release() {
      waiting.abort();
      release();
    },
  };
}

/** Resolves once it is known whether the lock is ours; it is held until `released`. */
function hold(locks: LockManager, name: string, options: LockOptions, released: Promise<void>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, options, async (lock) => {
        resolve(lock !== null);
        if (lock) await released;
      })
      .catch(reject);
  });
}

function queueFor(locks: LockManager, name: string, signal: AbortSignal, released: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    hold(locks, name, { signal }, released).then(
      () => resolve(),
      // Aborted: nobody waits for it any more.
      () => {},
    );
  });
}
