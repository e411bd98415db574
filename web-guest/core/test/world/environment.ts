import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import type { CoreEvent, Environment, WakeReason, WebSocketConstructor } from '../../src/environment/environment.js';

/** Timers run this much faster than real time, and so does the clock. */
const SPEED = 50;

export interface Browser {
  readonly storage: Storage;
  readonly environment: Environment;
  readonly events: CoreEvent[];
  wake(reason: WakeReason): void;
}

/** What pages of one browser share. */
interface Storage {
  readonly indexedDB: Databases;
  readonly locks: LockManager;
  /** Milliseconds that its clock was put forward. */
  ahead: number;
  /** Whether its pages are in the background. */
  hidden: boolean;
}

/** Knows who has opened what. */
class Databases extends IDBFactory {
  readonly connections: IDBDatabase[] = [];

  override open(name: string, version?: number): IDBOpenDBRequest {
    const request = super.open(name, version);
    request.addEventListener('success', () => this.connections.push(request.result));
    return request;
  }

  /** Closes them all without having been asked, as WebKit does when it ends the process that has them. */
  drop(): void {
    const close = forceCloseDatabase as unknown as (connection: IDBDatabase) => void;
    for (const connection of this.connections.splice(0)) close(connection);
  }
}

/** A browser (or device) of its own: its own storage, locks and events; it shares the network of the world. */
export function browser(fetch: typeof globalThis.fetch, WebSocket: WebSocketConstructor, shared?: Storage): Browser {
  const storage = shared ?? { indexedDB: new Databases(), locks: fakeLocks(), ahead: 0, hidden: false };
  const listeners = new Set<(reason: WakeReason) => void>();
  const events: CoreEvent[] = [];
  const started = Date.now();
  return {
    storage,
    events,
    wake: (reason) => {
      for (const listener of listeners) listener(reason);
    },
    environment: {
      fetch,
      WebSocket,
      indexedDB: storage.indexedDB,
      crypto: globalThis.crypto,
      locks: storage.locks,
      now: () => started + storage.ahead + (Date.now() - started) * SPEED,
      random: () => Math.random(),
      setTimeout: (task, milliseconds) => globalThis.setTimeout(task, milliseconds / SPEED),
      clearTimeout: (handle) => globalThis.clearTimeout(handle),
      onWake: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      hidden: () => storage.hidden,
      report: (event) => events.push(event),
    },
  };
}

/** Another page of the same browser: the same storage, everything else new. */
export function reloaded(before: Browser, fetch: typeof globalThis.fetch, WebSocket: WebSocketConstructor): Browser {
  return browser(fetch, WebSocket, before.storage);
}

/** Exclusive Web Locks, `ifAvailable`, `steal` and `signal`, as much as the core uses. */
function fakeLocks(): LockManager {
  const held = new Map<string, { readonly done: Promise<unknown>; steal(): void }>();
  const request = async (name: string, options: LockOptions, task: LockGrantedCallback<unknown>): Promise<unknown> => {
    while (held.has(name) && !options.steal) {
      if (options.ifAvailable) return task(null);
      await held.get(name)?.done.catch(() => {});
      if (options.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    }
    held.get(name)?.steal();
    const holding = Promise.resolve().then(() => task({ name, mode: 'exclusive' }));
    let steal = () => {};
    const stolen = new Promise((_, reject) => {
      steal = () => reject(new DOMException('stolen', 'AbortError'));
    });
    const hold = { done: Promise.race([holding, stolen]), steal };
    held.set(name, hold);
    try {
      return await hold.done;
    } finally {
      if (held.get(name) === hold) held.delete(name);
    }
  };
  return { request, query: async () => ({}) } as LockManager;
}

/** Waits for a condition; fails with what was waited for. */
export async function until(what: string, condition: () => boolean, milliseconds = 20_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`still not so: ${what}`);
    await new Promise((resolve) => globalThis.setTimeout(resolve, 2));
  }
}
