import type { ClientFrame } from '../relay/frames.js';

/** What a conversation asks of whoever holds the connection and the account. */
export interface ConversationHost {
  send(frame: ClientFrame): boolean;
  /** The socket is dead, or cannot be used further: connect anew. */
  reconnect(): void;
  /** The user waits: do not pause any longer before connecting. */
  hurry(): void;
  /** Something was written by another tab: this one must not go on. */
  lostLead(): void;
  /** The reader goes on here: takes the connection from whoever holds it. */
  takeOver(): Promise<void>;
  /** Ends the conversation at the services and erases it here. */
  leave(id: string): Promise<void>;
  closed(id: string): void;
}
