import type { Environment } from '../environment/environment.js';
import { ConversationStore } from './conversationStore.js';
import { type Database, GUEST_DATABASE, openDatabase, type Tables } from './database.js';
import { Vault } from './vault.js';

/** A redemption that may have been asked for: its key, and the name the guest chose. */
export interface Joining {
  readonly id: string;
  readonly name: string;
  readonly proof: CryptoKeyPair;
}

export type Farewell = Tables['farewells']['value'];

/** A guest's browser at rest. */
export class GuestStore {
  private constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    readonly conversations: ConversationStore,
  ) {}

  static async open(environment: Environment): Promise<GuestStore> {
    const database = await openDatabase(environment.indexedDB, GUEST_DATABASE);
    const vault = await Vault.of(environment.crypto, database);
    return new GuestStore(database, vault, new ConversationStore(database, vault));
  }

  async joining(id: string): Promise<Joining | undefined> {
    const row = await this.database.get('joinings', id);
    return row && { id, proof: row.proof, name: await this.vault.openJson<string>(`joinings/${id}`, row.sealedName) };
  }

  async saveJoining(joining: Joining): Promise<void> {
    const { id, proof, name } = joining;
    await this.database.put('joinings', { id, proof, sealedName: await this.vault.sealJson(`joinings/${id}`, name) });
  }

  async dropJoining(id: string): Promise<void> {
    await this.database.delete('joinings', id);
  }

  async farewells(): Promise<Farewell[]> {
    return this.database.getAll('farewells');
  }

  async dropFarewell(sessionId: string): Promise<void> {
    await this.database.delete('farewells', sessionId);
  }

  close(): void {
    this.database.close();
  }
}
