import type { AlertCode } from '../chat/chat.js';
import type { Bytes } from '../encoding/bytes.js';
import type { Side } from '../mls/credential.js';
import type { Kind } from '../mls/group.js';

/** All that a conversation is, apart from its keys, messages and outbox. JSON; a new value for each step. */
export interface ConversationRecord {
  readonly id: string;
  readonly side: Side;
  readonly status: 'open' | 'ended';
  readonly endReason?: string;
  readonly peerName: string;
  /** 60 digits. */
  readonly safetyNumber: string;
  /** The safety number that the reader compared with the peer's. */
  readonly verifiedNumber?: string | undefined;
  /** The last n given to one of our envelopes. Given once: persisted with its bytes before they are sent. */
  readonly sentN: number;
  /** Our highest n that the log has, that the peer's device has, and that the peer has read. */
  readonly acceptedN: number;
  readonly deliveredN: number;
  readonly peerReadN: number;
  /** The highest seq stored here, and the highest n of the peer among them. */
  readonly storedSeq: number;
  readonly peerN: number;
  /** The peer's highest n that has been read here; it was told so, unless the conversation had ended. */
  readonly readN: number;
  readonly alerts: readonly AlertCode[];
  readonly nextPosition: number;
  /** Milliseconds since the epoch, of the last message either way. */
  readonly activityAt: number;
  readonly epoch: EpochUse;
  /** The guest's: what it needs to get tokens. */
  readonly session?: GuestSession;
}

/** What decides when to make new keys (protocol, 5.4). */
export interface EpochUse {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Application messages, both ways. */
  readonly messages: number;
  /** Whether the peer is known to be in this epoch; committing again before could leave it too far behind. */
  readonly shared: boolean;
  /** New keys of our own are due, whatever the counts say: an invite-time key to be rid of, or a lost race. */
  readonly due: boolean;
  /** The n of our commit that the relay has not delivered back yet. */
  readonly pendingN?: number;
  /** The n of our commit that began this epoch, if ours did. */
  readonly begunByN?: number;
}

export interface GuestSession {
  readonly sessionId: string;
  readonly sessionUrl: string;
  readonly relayUrl: string;
  /** Whether the provider pushed guests when this began; absent in what was stored before it was kept. */
  readonly pushes?: boolean;
  /** The name the guest chose; absent in what was stored before it was kept. */
  readonly name?: string;
}

/** A line of the chat. */
export interface StoredMessage {
  /** Order of arrival here; the key. */
  readonly position: number;
  readonly mine: boolean;
  /** Its sender's n. */
  readonly n: number;
  /** The content's own id, to which replies and edits refer. */
  readonly contentId: string;
  /** As last edited; nothing of it is kept once deleted. */
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly unsupported?: boolean;
  /** The content id of the message that this one answers. */
  readonly replyTo?: string;
  /** Present once its author changed it: the n of the last edit, or of the deletion. */
  readonly changedN?: number;
  readonly deleted?: boolean;
  readonly reactions?: Reactions;
}

/** An emoji of each side that reacted. */
export interface Reactions {
  readonly mine?: string;
  readonly theirs?: string;
}

/** An envelope that is to reach the relay exactly as it is. */
export interface OutboxEntry {
  readonly n: number;
  readonly kind: Kind;
  readonly payload: Bytes;
}

/** Keys in the form they are kept in: non-extractable WebCrypto keys, beside the sealed values. See mls/suite. */
export interface ConversationKeys {
  readonly signing: CryptoKey | undefined;
  /** The guest's session key. */
  readonly proof?: CryptoKeyPair;
}

/** A member's invite until its Welcome has come. */
export interface StoredInvite {
  readonly id: string;
  readonly link: string;
  /** RFC 3339. */
  readonly expiresAt: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Gone, with the row, once the Welcome is accepted. */
  readonly secrets: {
    readonly psk: Bytes;
    readonly welcome: Bytes;
    readonly publicPackage: Bytes;
    readonly privatePackage: Bytes;
  };
  readonly signing: CryptoKey | undefined;
}
