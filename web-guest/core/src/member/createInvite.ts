import { toBase64Url } from '../encoding/base64url.js';
import type { Environment } from '../environment/environment.js';
import { claimHash, deriveLinkKeys } from '../keys/linkKeys.js';
import { formatLink, formatSecretPart } from '../link/guestLink.js';
import { createKeyPackage, encodeKeyPackageMessage, encodeOwnKeyPackage } from '../mls/keyPackage.js';
import { generateSigningKey, mlsContext } from '../mls/suite.js';
import { sealRecord } from '../record/inviteRecord.js';
import type { MemberStore } from '../store/memberStore.js';
import type { StoredInvite } from '../store/records.js';
import type { MemberBackend, NewInvite } from './memberApi.js';

/** An invite as made on the device, before anybody else knows of it. */
export interface PreparedInvite {
  readonly body: NewInvite;
  /** The link's own secret: goes into the link and is not kept otherwise. */
  readonly secretPart: string;
  /** All but what the backend adds. */
  readonly stored: Omit<StoredInvite, 'link' | 'expiresAt'>;
}

/** Fresh secret, fresh keys, sealed record. @throws RangeError when the profile is too long */
export async function prepareInvite(
  { crypto, now }: Pick<Environment, 'crypto' | 'now'>,
  profile: { readonly name: string; readonly about?: string },
): Promise<PreparedInvite> {
  const linkSecret = crypto.getRandomValues(new Uint8Array(32));
  const keys = await deriveLinkKeys(crypto, linkSecret);
  const signing = await generateSigningKey(crypto);
  const createdAt = now();
  const own = await createKeyPackage(await mlsContext(crypto, signing.privateKey), 'member', signing, createdAt);
  const keyPackage = encodeKeyPackageMessage(own.publicPackage);
  const id = toBase64Url(keys.locator);
  return {
    body: {
      inviteId: id,
      claimHash: toBase64Url(await claimHash(crypto, keys.claim)),
      sealedRecord: toBase64Url(await sealRecord(crypto, keys, { keyPackage, profile })),
    },
    secretPart: await formatSecretPart(crypto, linkSecret),
    stored: {
      id,
      createdAt,
      secrets: { psk: keys.psk, welcome: keys.welcome, ...encodeOwnKeyPackage(own) },
      signing: signing.privateKey,
    },
  };
}

/** Keeps the keys, has the backend create the invite, and keeps the link. A failure leaves nothing here. */
export async function createInvite(
  environment: Environment,
  store: MemberStore,
  backend: MemberBackend,
  displayName: string,
): Promise<StoredInvite> {
  const { body, secretPart, stored } = await prepareInvite(environment, { name: displayName });
  await store.saveInvite({ ...stored, link: '', expiresAt: '' });
  try {
    const { token, linkBase, expiresAt } = await backend.createInvite(body);
    const invite = { ...stored, link: formatLink(linkBase, token, secretPart), expiresAt };
    await store.saveInvite(invite);
    return invite;
  } catch (error) {
    await store.dropInvite(stored.id);
    throw error;
  }
}
