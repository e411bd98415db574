import { type CiphersuiteImpl, getCiphersuiteImpl, type MlsContext, type Signature } from 'ts-mls';
import { asBytes, type Bytes } from '../encoding/bytes.js';
import { clientConfig } from './config.js';
import { roleCredentials } from './credential.js';

/**
 * A signature key made for one conversation. The private half is a non-extractable WebCrypto key (Ed25519 works so in
 * Node 20, Chromium and Firefox, and survives IndexedDB there), so that not even a script in our own page can carry it
 * away. X25519 keys cannot follow: WebKit loses them in IndexedDB and MLS derives them from path secrets; they are bytes
 * inside the encrypted group state.
 */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: Bytes;
}

/** ts-mls keeps a signature key as bytes; ours is elsewhere, so it keeps this in its place. */
export const SIGNING_KEY_PLACEHOLDER = new Uint8Array([0]);

export async function generateSigningKey(crypto: Crypto): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('not a key pair');
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { privateKey: pair.privateKey, publicKey };
}

let librarySuite: Promise<CiphersuiteImpl> | undefined;

/** Ciphersuite 1, signing with the given key whatever key bytes the library hands over. */
export async function mlsContext(
  crypto: Crypto,
  signingKey: CryptoKey,
  externalPsks: Record<string, Uint8Array> = {},
): Promise<MlsContext & { externalPsks: Record<string, Uint8Array> }> {
  librarySuite ??= getCiphersuiteImpl('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519');
  const suite = await librarySuite;
  const signature: Signature = {
    verify: suite.signature.verify,
    async sign(_placeholder, message) {
      return new Uint8Array(await crypto.subtle.sign('Ed25519', signingKey, asBytes(message)));
    },
    keygen() {
      throw new Error('signature keys are made by generateSigningKey');
    },
  };
  return { cipherSuite: { ...suite, signature }, authService: roleCredentials, externalPsks, clientConfig };
}
