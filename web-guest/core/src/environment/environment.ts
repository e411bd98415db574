/**
 * All that the core takes from its surroundings, so that the same code runs in a page and in Node.
 * Every member is a plain value; `browserEnvironment` gives the defaults.
 */
export interface Environment {
  /** For the session-service. */
  readonly fetch: typeof globalThis.fetch;
  /** For the relay. */
  readonly WebSocket: WebSocketConstructor;
  /** Keeps the conversations. It must keep `CryptoKey`s too, as browsers do. */
  readonly indexedDB: IDBFactory;
  /** Web Crypto, with X25519 and Ed25519. */
  readonly crypto: Crypto;
  /** Web Locks, by which one tab leads. Without them the store's own version check keeps two tabs apart. */
  readonly locks?: LockManager | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  /** In [0, 1), for jitter only. */
  random(): number;
  /** As the global function. */
  setTimeout(task: () => void, milliseconds: number): TimerHandle;
  /** As the global function. */
  clearTimeout(handle: TimerHandle): void;
  /** Calls back when the network returned (`online`) or the page is looked at again (`visible`). Returns the way to stop. */
  onWake(listener: (reason: WakeReason) => void): () => void;
  /** Nobody looks at the page: what only serves a reader can wait. */
  hidden(): boolean;
  /** Told of refused input from a peer or a server: codes and ids, never content. */
  report(event: CoreEvent): void;
}

/** Why it is worth connecting at once. */
export type WakeReason = 'online' | 'visible';

export type TimerHandle = ReturnType<typeof globalThis.setTimeout>;

/** Something that the core refused or met, for logs. */
export interface CoreEvent {
  /** What, in words with hyphens. */
  readonly code: string;
  /** The id of the conversation, where there is one. */
  readonly conversation?: string;
}

/** The part of a browser's WebSocket that the core uses. */
export interface WebSocketLike {
  readonly readyState: number;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike;
