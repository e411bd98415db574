import {
  type AuthenticationService,
  type Credential,
  type CredentialBasic,
  defaultCredentialTypes,
  isDefaultCredential,
  type LeafNode,
} from 'ts-mls';
import { asBytes, type Bytes, equal, utf8 } from '../encoding/bytes.js';

/** The two sides of a conversation; also the whole identity in their MLS credentials. */
export type Side = 'member' | 'guest';

export function otherSide(side: Side): Side {
  return side === 'member' ? 'guest' : 'member';
}

/**
 * A basic credential says the side and nothing else. Who the people are is vouched for by the link (pre-shared key)
 * and, once compared, by the safety number; a tenant's member id would only tell guests more than they need.
 */
export function credentialOf(side: Side): CredentialBasic {
  return { credentialType: defaultCredentialTypes.basic, identity: utf8(side) };
}

export function identityOf(leaf: LeafNode): Bytes | undefined {
  return basicIdentity(leaf.credential);
}

export function isLeafOf(leaf: LeafNode | undefined, side: Side): boolean {
  const identity = leaf && identityOf(leaf);
  return identity !== undefined && equal(identity, utf8(side));
}

export const roleCredentials: AuthenticationService = {
  async validateCredential(credential) {
    const identity = basicIdentity(credential);
    return identity !== undefined && (equal(identity, utf8('guest')) || equal(identity, utf8('member')));
  },
};

function basicIdentity(credential: Credential): Bytes | undefined {
  return isDefaultCredential(credential) && credential.credentialType === defaultCredentialTypes.basic
    ? asBytes(credential.identity)
    : undefined;
}
