import { toBase64Url } from '../encoding/base64url.js';
import { type Bytes, utf8 } from '../encoding/bytes.js';

/** The browser key that a session is bound to: ECDSA P-256, non-extractable, kept in IndexedDB as a CryptoKeyPair. */
export async function generateProofKey(crypto: Crypto): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
}

export interface ProofRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Without query and fragment; http(s) also for a WebSocket. */
  readonly url: string;
  readonly nonce?: string | undefined;
  /** The access token that goes along. */
  readonly token?: string | undefined;
}

/** A DPoP proof (RFC 9449), good for one request. `now` in milliseconds, by the server's clock as far as it is known. */
export async function proofOf(crypto: Crypto, key: CryptoKeyPair, request: ProofRequest, now: number): Promise<string> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key.publicKey);
  const claims = {
    jti: toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
    htm: request.method,
    htu: request.url,
    iat: Math.floor(now / 1000),
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    ...(request.token === undefined ? {} : { ath: toBase64Url(await sha256(crypto, utf8(request.token))) }),
  };
  const signed = `${jsonPart({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })}.${jsonPart(claims)}`;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, utf8(signed));
  return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
}

/** A relay's proofs name its WebSocket address as http(s). */
export function proofUrlOf(webSocketUrl: string): string {
  return webSocketUrl.replace(/^ws/, 'http');
}

function jsonPart(value: object): string {
  return toBase64Url(utf8(JSON.stringify(value)));
}

async function sha256(crypto: Crypto, bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
