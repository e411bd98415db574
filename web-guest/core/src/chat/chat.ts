/** What a page sees of one conversation. Everything here is a snapshot of values; keys and ciphertexts stay inside. */

/**
 * Where one of our own messages is: kept here, accepted by the relay (durable), acknowledged by the peer's device,
 * read by the peer, or never to be sent because the conversation ended first.
 */
export type Delivery = 'waiting' | 'accepted' | 'delivered' | 'read' | 'failed';

/**
 * Why the relay does not take what waits, for the time being: too much waits for the peer already, or the service cannot keep
 * more just now. Nothing is lost: the outbox is offered again by itself, and at once with `retry`.
 */
export type Refusal = 'mailbox-full' | 'unavailable';

/** What the services told of (`redeem-attempt`, `link-requested`), or what we saw ourselves. */
export type AlertCode = 'redeem-attempt' | 'link-requested' | KeyAlert;

/** The peer's device, or somebody in its place, came with other identity keys, and was refused. */
export type KeyAlert = 'keys-changed';

/** One message as it stands, after all edits. */
export interface Message {
  /** Unique in its conversation, and kept; of this end alone: the peer's page knows the message by another. */
  readonly id: string;
  /** Written on this side. */
  readonly mine: boolean;
  /** As written, not escaped: show it as text, never as markup. */
  readonly text: string;
  /** Milliseconds since the epoch: our clock for our own, the relay's for the peer's. */
  readonly at: number;
  /** Present on our own messages only. */
  readonly delivery?: Delivery;
  /** The peer sent something this version cannot show; `text` is empty. */
  readonly unsupported?: boolean;
  /** The id of the message that this one answers, if it is here. */
  readonly replyTo?: string;
  /** Its author has changed the text since. */
  readonly edited?: boolean;
  /** Its author took it back; `text` is empty, on both ends. */
  readonly deleted?: boolean;
  /** An emoji of each side that reacted; absent when none did. */
  readonly reactions?: { readonly mine?: string; readonly theirs?: string };
}

/** What is being written and not yet sent. */
export interface Draft {
  /** May be empty while a reply is begun. */
  readonly text: string;
  /** The id of the message it answers. */
  readonly replyTo?: string;
}

/** `elsewhere`: another tab or device holds the connection, until it goes or `takeOver` is called. */
export type ConnectionStatus = 'connecting' | 'online' | 'offline' | 'elsewhere' | 'ended';

/** One conversation at one moment. */
export interface ChatState {
  /** The conversation's id, which is the invite's. */
  readonly id: string;
  /** The other side: the name it gave, whether its device is connected, whether it is writing. */
  readonly peer: { readonly name: string; readonly online: boolean; readonly typing: boolean };
  /** How the relay is reached. What is sent meanwhile waits in the outbox. */
  readonly connection: ConnectionStatus;
  /** `joining`: the peer's device has not taken part yet. `ended` is for good. */
  readonly status: 'joining' | 'open' | 'ended';
  /** Why it ended, as the relay says: the protocol's end reasons. */
  readonly endReason?: string;
  /** Oldest first. A long chat opens with its newest messages; the others follow while it is shown. */
  readonly messages: readonly Message[];
  /** Not yet dismissed. */
  readonly alerts: readonly AlertCode[];
  /** Messages of the peer after the last that was marked read. */
  readonly unread: number;
  /** What is `waiting` was offered to the relay, which would not take it yet. */
  readonly refused?: Refusal;
  /** The last thing to be kept could not be: the device is full. Nothing that was not kept is sent or acknowledged. */
  readonly full?: boolean;
  /**
   * What this browser keeps is out of this page's reach: the browser has taken it away, or a newer release of the page has it.
   * Nothing is kept, sent or acknowledged here any more; a page that is loaded anew may go on.
   */
  readonly storageLost?: boolean;
  /**
   * It was left and erased here, and the service, and with it the other side, has not heard of it yet. It is told again and again
   * while the page is open, and then by the next one.
   */
  readonly untold?: boolean;
  /** 60 digits, the same on both ends for the whole conversation. */
  readonly safetyNumber?: string;
  /** The reader has compared this very safety number; gone as soon as the peer's keys do not fit it any more. */
  readonly verified: boolean;
}

/** One conversation, and what can be done in it. */
export interface Chat {
  /** An immutable snapshot; a new object after each change. */
  readonly state: ChatState;
  /** Calls the listener after each change of `state`. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /**
   * Resolves when the message is kept in the outbox, from where it is sent however often the page is closed before.
   * The draft is gone with the same write.
   * @param replyTo the id of the message that this one answers
   * @throws ContentError when the text is empty or too long.
   */
  send(text: string, replyTo?: string): Promise<void>;
  /**
   * Gives one of our own messages another text, on both ends. Nothing happens when it is not ours, or is deleted.
   * @throws ContentError when the text is empty or too long.
   */
  edit(messageId: string, text: string): Promise<void>;
  /** Takes one of our own messages back: its text is erased on both ends, and "deleted" is shown in its place. */
  delete(messageId: string): Promise<void>;
  /**
   * Reacts to a message of either side, in place of what we reacted before.
   * @param emoji one emoji (protocol, "Exact encodings"), or `''` to take the reaction back
   * @throws ContentError when it is anything else.
   */
  react(messageId: string, emoji: string): Promise<void>;
  /** What was kept by `keepDraft` and not sent, from this page or an earlier one. */
  readonly draft: Draft | undefined;
  /** Keeps what is being written until it is sent, or the chat erased; an empty text with no reply keeps nothing. */
  keepDraft(draft: Draft): Promise<void>;
  /** Offers all that waits to the relay now, instead of at the end of a pause; connects for it where need be. */
  retry(): void;
  /** Tells the peer that one is typing; rate limited inside. */
  typing(): void;
  /** Everything shown has been read. */
  markRead(): Promise<void>;
  /** All messages, once they are all here. */
  history(): Promise<readonly Message[]>;
  /** The reader has seen the alert; it does not come back for the same cause. */
  dismissAlert(code: string): void;
  /** The reader has compared the safety number and found it the same, or takes that back. Kept on this device. */
  setVerified(verified: boolean): Promise<void>;
  /** Goes on here when the chat is `elsewhere`; what was going on there is kept, and goes on here. */
  takeOver(): Promise<void>;
  /** Ends the conversation for both sides and erases it here. Resolves when it is erased; the other side may be `untold` yet. */
  leave(): Promise<void>;
  /** Stops the connection and keeps the data. */
  close(): void;
}

/** A text that cannot be sent. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  constructor(
    /** What is wrong with it. */
    readonly reason: 'empty' | 'too-long' | 'not-an-emoji',
  ) {
    super(`content ${reason}`);
  }
}
