import { type Connection, openAsItIs, openDatabase } from './database.js';

/** What this browser keeps is out of this page's reach for good; a page that is loaded anew may have it. */
export class StorageLost extends Error {
  override readonly name = 'StorageLost';
}

/** What a connection says, and a transaction on it, that the browser has dropped. */
const DROPPED: readonly string[] = ['AbortError', 'InvalidStateError', 'UnknownError'];

/**
 * A database that lasts until it is closed: where the browser has dropped the connection to it, as WebKit does behind a page in
 * the background, it is opened again. It is lost when that does not help, and when a newer release of the page wants it.
 */
export class LastingDatabase {
  #connection: Promise<Connection>;
  #lost = false;
  #closed = false;
  readonly #listeners = new Set<() => void>();

  private constructor(
    private readonly factory: IDBFactory,
    private readonly name: string,
    connection: Connection,
  ) {
    this.#connection = Promise.resolve(this.#watched(connection));
  }

  static async open(factory: IDBFactory, name: string): Promise<LastingDatabase> {
    return new LastingDatabase(factory, name, await openDatabase(factory, name));
  }

  get lost(): boolean {
    return this.#lost;
  }

  /** Calls back when it is lost, or at once if it is; returns the way to stop. */
  onLost(listener: () => void): () => void {
    if (this.#lost) listener();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * @param task one transaction. It is run again on another connection when the first was dropped, which may be after it was
   * committed: done twice, it must come to the same.
   * @throws StorageLost
   */
  async use<T>(task: (connection: Connection) => Promise<T>): Promise<T> {
    if (this.#lost) throw new StorageLost();
    const connection = this.#connection;
    try {
      return await task(await connection);
    } catch (error) {
      if (this.#closed || !isDropped(error)) throw error;
    }
    // The first who finds it dropped opens another one for all.
    if (connection === this.#connection) this.#connection = connection.then((dropped) => this.#openAgain(dropped));
    try {
      return await task(await this.#connection);
    } catch (error) {
      if (this.#closed || !isDropped(error)) throw error;
      this.#lose();
      throw new StorageLost();
    }
  }

  close(): void {
    this.#closed = true;
    this.#connection.then(
      (connection) => connection.close(),
      () => {},
    );
  }

  async #openAgain(dropped: Connection): Promise<Connection> {
    dropped.close();
    const connection = this.#lost ? undefined : await openAsItIs(this.factory, this.name).catch(() => undefined);
    if (connection) return this.#watched(connection);
    this.#lose();
    throw new StorageLost();
  }

  #watched(connection: Connection): Connection {
    connection.addEventListener('versionchange', () => this.#lose());
    return connection;
  }

  #lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    for (const listener of this.#listeners) listener();
  }
}

const isDropped = (error: unknown): boolean => error instanceof DOMException && DROPPED.includes(error.name);
