import type { Chat } from '../chat/chat.js';
import type { Environment } from '../environment/environment.js';
import type { Feature } from '../environment/features.js';

/** Where the guest came from. */
export interface OpenGuestOptions {
  /**
   * Public URL of the session-service, without a slash at its end; it may still be on its way. A chat that is stored here
   * opens without it, and one that never comes counts as a service that is away.
   */
  readonly sessionUrl: string | PromiseLike<string>;
  /** `location.hash` without its `#`; may be empty. */
  readonly fragment: string;
  /** The id of the chat that the page showed before it was loaded again: without a fragment, that one opens. */
  readonly chat?: string | undefined;
  /**
   * Called once all that the fragment gave is kept: the page drops it from the address bar and the history. What it may keep
   * in its place is the id of the chat, to hand it back as `chat`.
   */
  forgetFragment(chat: string): void;
  /** The browser's own where absent. */
  readonly environment?: Environment;
}

/** One of several chats in this browser. */
export interface StoredChat {
  /** As in its `ChatState`. */
  readonly id: string;
  /** The peer's. */
  readonly name: string;
  /** Of the last message either way. */
  readonly activityAt: Date;
}

/** What a page can show, each its own screen. */
export type OpenResult =
  | {
      readonly kind: 'invited';
      readonly inviter: { readonly name: string; readonly about?: string };
      readonly expiresAt: Date;
      /** The name chosen for the last chat that is still kept in this browser. */
      readonly lastName?: string;
      /** Milliseconds by which this device's clock is behind the service's (negative: ahead); 0 when it is not known. */
      readonly clockBehind: number;
      /** @throws JoinError */
      join(name: string): Promise<Chat>;
      /** For when it turns out at joining that the invitation is no good any more; as below. */
      requestNewLink(): Promise<boolean>;
    }
  /** This browser already holds the session. */
  | { readonly kind: 'chat'; readonly chat: Chat }
  | {
      /** No link, and more than one chat that goes on: the reader says which. */
      readonly kind: 'chats';
      /** The latest first. */
      readonly chats: readonly StoredChat[];
      open(id: string): Promise<OpenResult>;
    }
  | { readonly kind: 'damaged' }
  | {
      /** `erased`: this browser had the chat, and the guest has ended and erased it. */
      readonly kind: 'expired' | 'revoked' | 'used' | 'ended' | 'erased';
      /** Asks the member for a new link; true when that was passed on. */
      requestNewLink(): Promise<boolean>;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unsupported'; readonly feature: Feature }
  /** The browser has storage and does not give us any, has no room left, or has taken it from this page. */
  | { readonly kind: 'storage' }
  /** The device's clock is so wrong that keys made now would count as expired, or not yet valid. */
  | { readonly kind: 'clock' }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** No link and no stored chat. */
  | { readonly kind: 'none' };

/** Why nobody joined. After `unavailable` and `rate-limited` it is worth trying again. */
export type JoinFailure =
  | 'used'
  | 'expired'
  | 'revoked'
  | 'unknown'
  | 'damaged'
  | 'ended'
  | 'storage'
  | 'unavailable'
  | 'rate-limited'
  | 'invalid-name';

/** Joining failed, and the link is what it was before. */
export class JoinError extends Error {
  override readonly name = 'JoinError';
  constructor(
    /** What to tell the guest. */
    readonly reason: JoinFailure,
    /** When to try again, where the service said so. */
    readonly retryAfterSeconds?: number,
  ) {
    super(`cannot join: ${reason}`);
  }
}
