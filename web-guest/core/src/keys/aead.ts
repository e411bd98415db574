import { type Bytes, concat } from '../encoding/bytes.js';

const IV_LENGTH = 12;

/** AES-256-GCM; a sealed value is IV (12 bytes, random) ‖ ciphertext ‖ tag. */
export async function importAeadKey(crypto: Crypto, key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function seal(crypto: Crypto, key: CryptoKey, plaintext: Bytes, associatedData: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
  const parameters = { name: 'AES-GCM', iv, additionalData: associatedData };
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt(parameters, key, plaintext)));
}

/** The plaintext, or undefined when the value was not sealed under this key for this place. */
export async function open(
  crypto: Crypto,
  key: CryptoKey,
  sealed: Bytes,
  associatedData: Bytes,
): Promise<Bytes | undefined> {
  const parameters = { name: 'AES-GCM', iv: sealed.slice(0, IV_LENGTH), additionalData: associatedData };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.slice(IV_LENGTH)));
  } catch {
    return undefined;
  }
}
