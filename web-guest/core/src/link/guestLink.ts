import { fromBase64Url, toBase64Url } from '../encoding/base64url.js';
import { type Bytes, concat, equal, fromUtf8 } from '../encoding/bytes.js';

const VERSION = 1;
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 3;

/** A guest link's fragment, taken apart. Nothing in it has been checked with a server. */
export interface GuestLink {
  /** The invite-service's JWS; opaque here but for the invite's id in it. */
  readonly inviteToken: string;
  readonly inviteId: string;
  readonly linkSecret: Bytes;
}

/** `<invite token>.<secret part>`: the last dot parts the two. Undefined means "this link is damaged". */
export async function parseFragment(crypto: Crypto, fragment: string): Promise<GuestLink | undefined> {
  const end = fragment.lastIndexOf('.');
  const inviteToken = fragment.slice(0, Math.max(end, 0));
  const linkSecret = await parseSecretPart(crypto, fragment.slice(end + 1));
  const inviteId = readInviteId(inviteToken);
  return linkSecret && inviteId ? { inviteToken, inviteId, linkSecret } : undefined;
}

export function formatLink(linkBase: string, inviteToken: string, secretPart: string): string {
  return `${linkBase}#${inviteToken}.${secretPart}`;
}

/** base64url(0x01 ‖ link secret ‖ first 3 bytes of SHA-256 of those 33): 48 characters. */
export async function formatSecretPart(crypto: Crypto, linkSecret: Bytes): Promise<string> {
  const body = concat(new Uint8Array([VERSION]), linkSecret);
  return toBase64Url(concat(body, await checksum(crypto, body)));
}

async function parseSecretPart(crypto: Crypto, secretPart: string): Promise<Bytes | undefined> {
  const bytes = fromBase64Url(secretPart);
  if (bytes?.length !== 1 + SECRET_LENGTH + CHECKSUM_LENGTH || bytes[0] !== VERSION) return undefined;
  const body = bytes.slice(0, 1 + SECRET_LENGTH);
  const expected = await checksum(crypto, body);
  return equal(expected, bytes.slice(1 + SECRET_LENGTH)) ? body.slice(1) : undefined;
}

async function checksum(crypto: Crypto, body: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', body)).slice(0, CHECKSUM_LENGTH);
}

/** The `jti` of the token, unverified: it only says where to look; the services verify the signature. */
function readInviteId(inviteToken: string): string | undefined {
  const parts = inviteToken.split('.');
  const payload = parts.length === 3 ? fromBase64Url(parts[1] ?? '') : undefined;
  if (!payload) return undefined;
  try {
    const claims: unknown = JSON.parse(fromUtf8(payload));
    if (typeof claims !== 'object' || claims === null || !('jti' in claims)) return undefined;
    const { jti } = claims;
    return typeof jti === 'string' && fromBase64Url(jti)?.length === 16 ? jti : undefined;
  } catch {
    return undefined;
  }
}
