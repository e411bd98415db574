import { cleanName, cleanText } from '../content/names.js';
import { fromBase64Url, toBase64Url } from '../encoding/base64url.js';
import { type Bytes, fromUtf8, utf8 } from '../encoding/bytes.js';
import { importAeadKey, open, seal } from '../keys/aead.js';
import type { LinkKeys } from '../keys/linkKeys.js';

/** Sealed, in bytes; the services refuse more. */
export const MAX_SEALED_RECORD = 4096;
const MAX_ABOUT = 200;

/** What the member leaves for the guest: readable by the holder of the link, and by no server. */
export interface InviteRecord {
  /** An MLSMessage with the member's KeyPackage for this invite alone. */
  readonly keyPackage: Bytes;
  readonly profile: { readonly name: string; readonly about?: string };
}

type RecordKeys = Pick<LinkKeys, 'record' | 'locator'>;

/** @throws RangeError when the profile makes it longer than the services take */
export async function sealRecord(crypto: Crypto, keys: RecordKeys, record: InviteRecord): Promise<Bytes> {
  const json = JSON.stringify({ keyPackage: toBase64Url(record.keyPackage), profile: record.profile });
  const sealed = await seal(crypto, await importAeadKey(crypto, keys.record), utf8(json), keys.locator);
  if (sealed.length > MAX_SEALED_RECORD) throw new RangeError('invite record over 4 KiB');
  return sealed;
}

/** Undefined when it was not sealed with this link, or does not hold a record. */
export async function openRecord(crypto: Crypto, keys: RecordKeys, sealed: Bytes): Promise<InviteRecord | undefined> {
  if (sealed.length > MAX_SEALED_RECORD) return undefined;
  const plaintext = await open(crypto, await importAeadKey(crypto, keys.record), sealed, keys.locator);
  if (!plaintext) return undefined;
  try {
    return parseRecord(JSON.parse(fromUtf8(plaintext)));
  } catch {
    return undefined;
  }
}

function parseRecord(json: {
  keyPackage?: unknown;
  profile?: { name?: unknown; about?: unknown };
}): InviteRecord | undefined {
  const keyPackage = typeof json.keyPackage === 'string' ? fromBase64Url(json.keyPackage) : undefined;
  const name = cleanName(json.profile?.name);
  const about = cleanText(json.profile?.about, MAX_ABOUT);
  if (!keyPackage || name === undefined) return undefined;
  return { keyPackage, profile: about === undefined ? { name } : { name, about } };
}
