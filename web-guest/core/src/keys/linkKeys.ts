import { type Bytes, concat, utf8 } from '../encoding/bytes.js';

/** All that follows from a link secret (protocol, section 1). */
export interface LinkKeys {
  /** 16 bytes: invite id, conversation id and MLS group id. */
  readonly locator: Bytes;
  /** 32 bytes: shows the session-service that the caller holds the whole link. */
  readonly claim: Bytes;
  /** 32 bytes: seals the invite record. */
  readonly record: Bytes;
  /** 32 bytes: the external pre-shared key of the first commit. */
  readonly psk: Bytes;
  /** 32 bytes: seals the Welcome. */
  readonly welcome: Bytes;
}

export async function deriveLinkKeys(crypto: Crypto, linkSecret: Bytes): Promise<LinkKeys> {
  const secret = await crypto.subtle.importKey('raw', linkSecret, 'HKDF', false, ['deriveBits']);
  const derive = async (info: string, length: number): Promise<Bytes> => {
    const parameters = { name: 'HKDF', hash: 'SHA-256', salt: utf8('guest-chat/v1'), info: utf8(info) };
    return new Uint8Array(await crypto.subtle.deriveBits(parameters, secret, length * 8));
  };
  const [locator, claim, record, psk, welcome] = await Promise.all([
    derive('gc1 locator', 16),
    derive('gc1 claim', 32),
    derive('gc1 record', 32),
    derive('gc1 mls-psk', 32),
    derive('gc1 welcome', 32),
  ]);
  return { locator, claim, record, psk, welcome };
}

/** The id under which both ends give the pre-shared key to MLS. */
export function pskId(locator: Bytes): Bytes {
  return concat(utf8('gc1/link/'), locator);
}

/** All of the claim that a server keeps. */
export async function claimHash(crypto: Crypto, claim: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', claim));
}
