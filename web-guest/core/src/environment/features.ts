import type { Environment } from './environment.js';

/** Something that a chat cannot do without, and old or crippled browsers lack. */
export type Feature = 'crypto' | 'storage' | 'websocket';

/** The first thing this browser lacks, by name, or undefined. A page in an old or crippled browser says so early. */
export async function missingFeature(environment: Environment): Promise<Feature | undefined> {
  const { crypto, indexedDB } = environment;
  if (!crypto?.subtle) return 'crypto';
  if (!indexedDB) return 'storage';
  if (!environment.WebSocket) return 'websocket';
  try {
    await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
    await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
  } catch {
    return 'crypto';
  }
  return undefined;
}
