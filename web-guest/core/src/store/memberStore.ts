import { fromBase64Url, toBase64Url } from '../encoding/base64url.js';
import type { Bytes } from '../encoding/bytes.js';
import type { Environment } from '../environment/environment.js';
import { ConversationStore } from './conversationStore.js';
import type { LastingDatabase } from './lastingDatabase.js';
import type { StoredInvite } from './records.js';
import { openSealed, type Vault } from './vault.js';

/** A member's device at rest; one database for each member who uses it. */
export class MemberStore {
  private constructor(
    private readonly database: LastingDatabase,
    private readonly vault: Vault,
    readonly conversations: ConversationStore,
  ) {}

  static async open(environment: Environment, memberId: string): Promise<MemberStore> {
    const { database, vault } = await openSealed(environment, `guestchat-member/${memberId}`);
    return new MemberStore(database, vault, new ConversationStore(database, vault));
  }

  async invites(): Promise<StoredInvite[]> {
    const rows = await this.database.use((connection) => connection.getAll('invites'));
    return Promise.all(
      rows.map(async ({ id, sealed, signing }) => {
        const json = await this.vault.openJson<SealedInvite>(invitePlace(id), sealed);
        const { psk, welcome, publicPackage, privatePackage, ...rest } = json;
        const secrets = {
          psk: decoded(psk),
          welcome: decoded(welcome),
          publicPackage: decoded(publicPackage),
          privatePackage: decoded(privatePackage),
        };
        return { id, ...rest, secrets, signing };
      }),
    );
  }

  async saveInvite(invite: StoredInvite): Promise<void> {
    const { id, link, expiresAt, createdAt, secrets, signing } = invite;
    const json: SealedInvite = {
      link,
      expiresAt,
      createdAt,
      psk: toBase64Url(secrets.psk),
      welcome: toBase64Url(secrets.welcome),
      publicPackage: toBase64Url(secrets.publicPackage),
      privatePackage: toBase64Url(secrets.privatePackage),
    };
    const sealed = await this.vault.sealJson(invitePlace(id), json);
    await this.database.use((connection) => connection.put('invites', { id, sealed, signing }));
  }

  async dropInvite(id: string): Promise<void> {
    await this.database.use((connection) => connection.delete('invites', id));
  }

  /** Calls back when this page cannot reach any of it any more, or at once if it cannot. */
  onLost(listener: () => void): void {
    this.database.onLost(listener);
  }

  close(): void {
    this.database.close();
  }
}

interface SealedInvite {
  readonly link: string;
  readonly expiresAt: string;
  readonly createdAt: number;
  readonly psk: string;
  readonly welcome: string;
  readonly publicPackage: string;
  readonly privatePackage: string;
}

function invitePlace(id: string): string {
  return `invites/${id}`;
}

function decoded(text: string): Bytes {
  const bytes = fromBase64Url(text);
  if (!bytes) throw new Error('stored invite cannot be read');
  return bytes;
}
