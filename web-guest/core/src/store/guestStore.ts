import { toBase64Url } from '../encoding/base64url.js';
import { utf8 } from '../encoding/bytes.js';
import type { Environment } from '../environment/environment.js';
import { ConversationStore } from './conversationStore.js';
import { GUEST_DATABASE, type Tables } from './database.js';
import type { LastingDatabase } from './lastingDatabase.js';
import { openSealed, type Vault } from './vault.js';

/** A redemption that may have been asked for: its key, and the name the guest chose. */
export interface Joining {
  readonly id: string;
  readonly name: string;
  readonly proof: CryptoKeyPair;
}

export type Farewell = Tables['farewells']['value'];

/** As long as the services know an ended conversation, in milliseconds: after that its link leads nowhere, and says so. */
const TRACE_AGE = 30 * 24 * 60 * 60 * 1000;

/** A guest's browser at rest. */
export class GuestStore {
  private constructor(
    private readonly environment: Environment,
    private readonly database: LastingDatabase,
    private readonly vault: Vault,
    readonly conversations: ConversationStore,
  ) {}

  static async open(environment: Environment): Promise<GuestStore> {
    const { database, vault } = await openSealed(environment, GUEST_DATABASE);
    return new GuestStore(environment, database, vault, new ConversationStore(database, vault));
  }

  async joining(id: string): Promise<Joining | undefined> {
    const row = await this.database.use((connection) => connection.get('joinings', id));
    return row && { id, proof: row.proof, name: await this.vault.openJson<string>(`joinings/${id}`, row.sealedName) };
  }

  async saveJoining(joining: Joining): Promise<void> {
    const { id, proof, name } = joining;
    const sealedName = await this.vault.sealJson(`joinings/${id}`, name);
    await this.database.use((connection) => connection.put('joinings', { id, proof, sealedName }));
  }

  async dropJoining(id: string): Promise<void> {
    await this.database.use((connection) => connection.delete('joinings', id));
  }

  /** Erases a chat that the guest leaves. */
  async erase(id: string, farewell: Farewell): Promise<void> {
    const trace = { trace: await this.#traceOf(id), until: this.environment.now() + TRACE_AGE };
    await this.conversations.erase(id, { farewell, trace });
  }

  /** Whether the chat was here, and its guest erased it. */
  async wasErased(id: string): Promise<boolean> {
    const trace = await this.#traceOf(id);
    const row = await this.database.use((connection) => connection.get('traces', trace));
    return row !== undefined && row.until > this.environment.now();
  }

  async dropOldTraces(): Promise<void> {
    const now = this.environment.now();
    for (const { trace, until } of await this.database.use((connection) => connection.getAll('traces'))) {
      if (until <= now) await this.database.use((connection) => connection.delete('traces', trace));
    }
  }

  async #traceOf(id: string): Promise<string> {
    return toBase64Url(new Uint8Array(await this.environment.crypto.subtle.digest('SHA-256', utf8(id))));
  }

  async farewells(): Promise<Farewell[]> {
    return this.database.use((connection) => connection.getAll('farewells'));
  }

  async dropFarewell(sessionId: string): Promise<void> {
    await this.database.use((connection) => connection.delete('farewells', sessionId));
  }

  /** This page cannot reach any of it any more. */
  get lost(): boolean {
    return this.database.lost;
  }

  /** Calls back when it is, or at once; returns the way to stop. */
  onLost(listener: () => void): () => void {
    return this.database.onLost(listener);
  }

  close(): void {
    this.database.close();
  }
}
