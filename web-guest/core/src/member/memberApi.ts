import type { Chat, ConnectionStatus } from '../chat/chat.js';
import type { Environment } from '../environment/environment.js';

/** The member's own provider, which alone speaks to the invite-service and signs the member's tokens. */
export interface MemberBackend {
  createInvite(body: NewInvite): Promise<CreatedInvite>;
  relayToken(): Promise<{ token: string; relayUrl: string }>;
  endConversation(id: string): Promise<void>;
  revokeInvite(id: string): Promise<void>;
}

/** What leaves the device: nothing that opens the record or joins the chat. Values are base64url. */
export interface NewInvite {
  readonly inviteId: string;
  readonly claimHash: string;
  readonly sealedRecord: string;
}

export interface CreatedInvite {
  readonly token: string;
  readonly linkBase: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export interface Invite {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: string;
}

export interface MemberState {
  readonly connection: ConnectionStatus;
  /** Newest activity first. */
  readonly chats: readonly Chat[];
  /** Not yet redeemed, newest first. */
  readonly invites: readonly Invite[];
}

export interface Member {
  readonly state: MemberState;
  subscribe(listener: () => void): () => void;
  invite(): Promise<Invite>;
  /** Revokes an invite that nobody has redeemed yet. */
  revoke(inviteId: string): Promise<void>;
  /** Goes on here when the connection is `elsewhere`. */
  takeOver(): Promise<void>;
  close(): void;
}

export interface OpenMemberOptions {
  /** The provider's own name for the member; separates what is stored for several members of one browser. */
  readonly memberId: string;
  /** Shown to the guest before joining, and to no server. */
  readonly displayName: string;
  readonly backend: MemberBackend;
  readonly environment?: Environment;
}
