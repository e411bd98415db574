import { type CiphersuiteImpl, getCiphersuiteImpl, type MlsContext, type Signature } from 'ts-mls';
import { asBytes, type Bytes } from '../encoding/bytes.js';
import { clientConfig } from './config.js';
import { roleCredentials } from './credential.js';

/**
 * A signature key made for one conversation. Where the browser can keep it so, the private half is a non-extractable
 * WebCrypto key, so that not even a script in our own page can carry it away (Chromium, Firefox, Node 20). Where Ed25519
 * keys do not survive being stored, as X25519 keys do not in WebKit, it is bytes inside the encrypted group state;
 * X25519 keys are that everywhere, MLS deriving them from path secrets.
 */
export interface SigningKey {
  /** Undefined where such a key cannot be stored. */
  readonly privateKey: CryptoKey | undefined;
  /** What MLS keeps as the private key: the key as PKCS #8 where there is no `privateKey`, else a stand-in. */
  readonly bytes: Bytes;
  readonly publicKey: Bytes;
}

const ED25519 = { name: 'Ed25519' };
const STAND_IN = new Uint8Array([0]);

export async function generateSigningKey(
  crypto: Crypto,
  survives: (crypto: Crypto, key: CryptoKey) => Promise<boolean> = survivesStorage,
): Promise<SigningKey> {
  const kept = keyPair(await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify']));
  if (await survives(crypto, kept.privateKey)) {
    return { privateKey: kept.privateKey, bytes: STAND_IN, publicKey: await exported(crypto, 'raw', kept.publicKey) };
  }
  const pair = keyPair(await crypto.subtle.generateKey(ED25519, true, ['sign', 'verify']));
  const bytes = await exported(crypto, 'pkcs8', pair.privateKey);
  return { privateKey: undefined, bytes, publicKey: await exported(crypto, 'raw', pair.publicKey) };
}

/** IndexedDB stores what the structured clone algorithm makes of a value. */
async function survivesStorage(crypto: Crypto, key: CryptoKey): Promise<boolean> {
  try {
    await crypto.subtle.sign(ED25519, structuredClone(key), STAND_IN);
    return true;
  } catch {
    return false;
  }
}

async function exported(crypto: Crypto, format: 'raw' | 'pkcs8', key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey(format, key));
}

function keyPair(generated: CryptoKey | CryptoKeyPair): CryptoKeyPair {
  if (!('privateKey' in generated)) throw new TypeError('not a key pair');
  return generated;
}

let librarySuite: Promise<CiphersuiteImpl> | undefined;

/** Ciphersuite 1, signing with the given key whatever stand-in the library hands over; without one, with those bytes. */
export async function mlsContext(
  crypto: Crypto,
  signingKey: CryptoKey | undefined,
  externalPsks: Record<string, Uint8Array> = {},
): Promise<MlsContext & { externalPsks: Record<string, Uint8Array> }> {
  librarySuite ??= getCiphersuiteImpl('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519');
  const suite = await librarySuite;
  const signature: Signature = {
    verify: suite.signature.verify,
    async sign(bytes, message) {
      if (!signingKey) return suite.signature.sign(bytes, message);
      return new Uint8Array(await crypto.subtle.sign(ED25519, signingKey, asBytes(message)));
    },
    keygen() {
      throw new Error('signature keys are made by generateSigningKey');
    },
  };
  return { cipherSuite: { ...suite, signature }, authService: roleCredentials, externalPsks, clientConfig };
}
