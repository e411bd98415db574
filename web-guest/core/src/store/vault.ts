import { type Bytes, fromUtf8, utf8 } from '../encoding/bytes.js';
import type { Environment } from '../environment/environment.js';
import { open, seal } from '../keys/aead.js';
import { LastingDatabase } from './lastingDatabase.js';

const KEY_NAME = 'storage';

/**
 * Seals what is kept in IndexedDB under an AES-GCM key that cannot be exported, each value bound to its place: a copy
 * of the database files alone shows no text, name or MLS secret.
 */
export class Vault {
  private constructor(
    private readonly crypto: Crypto,
    private readonly key: CryptoKey,
  ) {}

  static async of(crypto: Crypto, database: LastingDatabase): Promise<Vault> {
    const existing = await database.use((connection) => connection.get('keys', KEY_NAME));
    if (existing) return new Vault(crypto, existing);
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // Another tab may have come first: what is stored counts.
    const key = await database.use(async (connection) => {
      const transaction = connection.transaction('keys', 'readwrite');
      const stored = await transaction.store.get(KEY_NAME);
      if (!stored) await transaction.store.put(made, KEY_NAME);
      await transaction.done;
      return stored ?? made;
    });
    return new Vault(crypto, key);
  }

  async seal(place: string, value: Bytes): Promise<Bytes> {
    return seal(this.crypto, this.key, value, utf8(place));
  }

  /** @throws Error when the value was not sealed here, for this place */
  async open(place: string, sealed: Bytes): Promise<Bytes> {
    const value = await open(this.crypto, this.key, sealed, utf8(place));
    if (!value) throw new Error(`stored value cannot be opened: ${place}`);
    return value;
  }

  async sealJson(place: string, value: unknown): Promise<Bytes> {
    return this.seal(place, utf8(JSON.stringify(value)));
  }

  async openJson<T>(place: string, sealed: Bytes): Promise<T> {
    return JSON.parse(fromUtf8(await this.open(place, sealed))) as T;
  }
}

/** A database with what seals it. */
export async function openSealed(
  { indexedDB, crypto }: Pick<Environment, 'indexedDB' | 'crypto'>,
  name: string,
): Promise<{ readonly database: LastingDatabase; readonly vault: Vault }> {
  const database = await LastingDatabase.open(indexedDB, name);
  try {
    return { database, vault: await Vault.of(crypto, database) };
  } catch (error) {
    database.close();
    throw error;
  }
}
