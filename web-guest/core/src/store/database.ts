import { type DBSchema, type IDBPDatabase, wrap } from 'idb';
import type { Bytes } from '../encoding/bytes.js';

/** The tables. Values with content are sealed; ids, order and non-extractable keys are not. */
export interface Tables extends DBSchema {
  keys: { key: string; value: CryptoKey };
  conversations: { key: string; value: ConversationRow };
  messages: { key: [string, number]; value: { conversation: string; position: number; sealed: Bytes } };
  outbox: { key: [string, number]; value: { conversation: string; n: number; sealed: Bytes } };
  /** Member: offered and not yet answered by a Welcome. */
  invites: { key: string; value: { id: string; sealed: Bytes; signing: CryptoKey | undefined } };
  /** What is being written, one for each conversation that has any. */
  drafts: { key: string; value: { id: string; sealed: Bytes } };
  /** Guest: about to redeem; the key that a second try must use. */
  joinings: { key: string; value: { id: string; sealedName: Bytes; proof: CryptoKeyPair } };
  /** Guest: the chats whose reader is told of new messages while the page is closed, or does not want to be. */
  pushes: {
    key: string;
    value:
      | { id: string; state: 'on'; sessionId: string; sessionUrl: string; proof: CryptoKeyPair }
      | { id: string; state: 'declined' };
  };
  /** Guest: erased here, the service not told yet. */
  farewells: { key: string; value: { sessionId: string; sessionUrl: string; proof: CryptoKeyPair } };
  /** Guest: that a chat was erased here, for who opens its link again; a hash of its id, until so many ms since the epoch. */
  traces: { key: string; value: { trace: string; until: number } };
}

export interface ConversationRow {
  id: string;
  /** Rises by one with each write; a writer that read another one has lost its lead to another tab. */
  version: number;
  sealedRecord: Bytes;
  sealedGroup: Bytes;
  /** The epoch that begins if our commit wins, with the commit. */
  sealedPending?: Bytes;
  signing: CryptoKey | undefined;
  proof?: CryptoKeyPair;
}

export type Connection = IDBPDatabase<Tables>;

export const GUEST_DATABASE = 'guestchat';

/** Raised with each table that comes; those of earlier versions stay as they are. */
const VERSION = 4;

export async function openDatabase(factory: IDBFactory, name: string): Promise<Connection> {
  const request = factory.open(name, VERSION);
  request.addEventListener('upgradeneeded', ({ oldVersion }) => createTables(request.result, oldVersion));
  return opened(request).catch((error: unknown) => {
    // A newer page was here before: its release was taken back, or it is out of reach and this one was kept. All that we know is there.
    if (isCalled(error, 'VersionError')) return opened(factory.open(name));
    throw error;
  });
}

/** As the pages have it, from whom a newer version would take it; undefined where there is none. For a worker that may be newer than they are. */
export async function openAsItIs(factory: IDBFactory, name: string): Promise<Connection | undefined> {
  const request = factory.open(name);
  request.addEventListener('upgradeneeded', () => request.transaction?.abort());
  return opened(request).catch((error: unknown) => {
    if (isCalled(error, 'AbortError')) return undefined;
    throw error;
  });
}

async function opened(request: IDBOpenDBRequest): Promise<Connection> {
  const raw = await new Promise<IDBDatabase>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('database cannot be opened')));
    request.addEventListener('blocked', () => {
      reject(new Error('database is held by an older page'));
      // By then nobody waits for it any more.
      request.addEventListener('success', () => request.result.close());
    });
  });
  // A newer version of the page waits for us to let go.
  raw.addEventListener('versionchange', () => raw.close());
  return wrap(raw) as Connection;
}

const isCalled = (error: unknown, name: string): boolean => error instanceof DOMException && error.name === name;

function createTables(database: IDBDatabase, oldVersion: number): void {
  if (oldVersion < 1) createFirstTables(database);
  if (oldVersion < 2) database.createObjectStore('drafts', { keyPath: 'id' });
  if (oldVersion < 3) database.createObjectStore('pushes', { keyPath: 'id' });
  if (oldVersion < 4) database.createObjectStore('traces', { keyPath: 'trace' });
}

function createFirstTables(database: IDBDatabase): void {
  database.createObjectStore('keys');
  database.createObjectStore('conversations', { keyPath: 'id' });
  database.createObjectStore('messages', { keyPath: ['conversation', 'position'] });
  database.createObjectStore('outbox', { keyPath: ['conversation', 'n'] });
  database.createObjectStore('invites', { keyPath: 'id' });
  database.createObjectStore('joinings', { keyPath: 'id' });
  database.createObjectStore('farewells', { keyPath: 'sessionId' });
}
