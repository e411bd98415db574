import type { Chat, ConnectionStatus } from '../chat/chat.js';
import type { Environment } from '../environment/environment.js';

/** The member's own provider, which alone speaks to the invite-service and signs the member's tokens. */
export interface MemberBackend {
  /** Creates the invite at the invite-service, in the member's name; a repetition is no second invite. */
  createInvite(body: NewInvite): Promise<CreatedInvite>;
  /** A member token of at most an hour for the relay, and the relay's address. */
  relayToken(): Promise<{ token: string; relayUrl: string }>;
  /** Ends the conversation at the services, for both sides. */
  endConversation(id: string): Promise<void>;
  /** Revokes the invite at the invite-service. */
  revokeInvite(id: string): Promise<void>;
}

/** What leaves the device: nothing that opens the record or joins the chat. Values are base64url. */
export interface NewInvite {
  /** 16 bytes. */
  readonly inviteId: string;
  /** SHA-256 of the claim, 32 bytes. */
  readonly claimHash: string;
  /** What the guest sees before joining, sealed under a key of the link; at most 4 KiB. */
  readonly sealedRecord: string;
}

/** What the invite-service answered. */
export interface CreatedInvite {
  /** The invite token. */
  readonly token: string;
  /** What the guest link begins with, such as `https://chat.example/i`. */
  readonly linkBase: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/** An invite that is out. */
export interface Invite {
  /** Also of the conversation that comes of it. */
  readonly id: string;
  /** The whole guest link. It is a secret of the two: no log, no server. */
  readonly link: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/** All of a member's chats at one moment. */
export interface MemberState {
  /** How the relay is reached; one connection carries all chats. */
  readonly connection: ConnectionStatus;
  /** Newest activity first. */
  readonly chats: readonly Chat[];
  /** Not yet redeemed, newest first. */
  readonly invites: readonly Invite[];
}

/** A member's side: all their chats and invites. */
export interface Member {
  /** An immutable snapshot; a new object after each change. */
  readonly state: MemberState;
  /** Calls the listener after each change of `state`. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Makes an invite; rejects when the backend cannot create it. */
  invite(): Promise<Invite>;
  /** Revokes an invite that nobody has redeemed yet. */
  revoke(inviteId: string): Promise<void>;
  /** Goes on here when the connection is `elsewhere`. */
  takeOver(): Promise<void>;
  /** Disconnects. What is kept stays kept. */
  close(): void;
}

/** Whose side to open. */
export interface OpenMemberOptions {
  /** The provider's own name for the member; separates what is stored for several members of one browser. */
  readonly memberId: string;
  /** Shown to the guest before joining, and to no server. */
  readonly displayName: string;
  /** The way to the provider. */
  readonly backend: MemberBackend;
  /** The browser's own where absent. */
  readonly environment?: Environment;
}
