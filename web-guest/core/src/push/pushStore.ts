import type { Environment } from '../environment/environment.js';
import type { Tables } from '../store/database.js';
import type { LastingDatabase } from '../store/lastingDatabase.js';
import type { ConversationRecord, GuestSession } from '../store/records.js';
import { openSealed, type Vault } from '../store/vault.js';

export type PushRow = Tables['pushes']['value'];
export type PushedRow = Extract<PushRow, { state: 'on' }>;

/** A session of this browser, with the key that is its. */
export interface OwnSession extends GuestSession {
  readonly proof: CryptoKeyPair;
}

/** Which chats of this browser are pushed. Beside the chats, and without any of what reads them: a worker uses it too. */
export class PushStore {
  private constructor(
    private readonly database: LastingDatabase,
    private readonly vault: Vault,
  ) {}

  /** @param name of the guest's database */
  static async open(environment: Pick<Environment, 'indexedDB' | 'crypto'>, name: string): Promise<PushStore> {
    const { database, vault } = await openSealed(environment, name);
    return new PushStore(database, vault);
  }

  async session(id: string): Promise<OwnSession | undefined> {
    const row = await this.database.use((connection) => connection.get('conversations', id));
    if (!row?.proof) return undefined;
    const { session } = await this.vault.openJson<ConversationRecord>(`conversations/${id}/record`, row.sealedRecord);
    return session && { ...session, proof: row.proof };
  }

  async row(id: string): Promise<PushRow | undefined> {
    return this.database.use((connection) => connection.get('pushes', id));
  }

  async save(row: PushRow): Promise<void> {
    await this.database.use((connection) => connection.put('pushes', row));
  }

  async drop(id: string): Promise<void> {
    await this.database.use((connection) => connection.delete('pushes', id));
  }

  /** The chats that are pushed. A chat that was erased while nobody looked is none of them any more. */
  async pushed(): Promise<PushedRow[]> {
    const [rows, ids] = await this.database.use((connection) =>
      Promise.all([connection.getAll('pushes'), connection.getAllKeys('conversations')]),
    );
    const there = new Set(ids);
    for (const row of rows) if (!there.has(row.id)) await this.drop(row.id);
    return rows.filter((row): row is PushedRow => row.state === 'on' && there.has(row.id));
  }

  close(): void {
    this.database.close();
  }
}
