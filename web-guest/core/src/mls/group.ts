import {
  type ClientState,
  clientStateDecoder,
  clientStateEncoder,
  contentTypes,
  createApplicationMessage,
  createCommit,
  decode,
  encode,
  getGroupMembers,
  type MlsContext,
  mlsExporter,
  mlsMessageDecoder,
  mlsMessageEncoder,
  processPrivateMessage,
  wireformats,
  zeroOutUint8Array,
} from 'ts-mls';
import { asBytes, type Bytes, equal, utf8 } from '../encoding/bytes.js';
import { identityOf } from './credential.js';

/** An MLS group of two. Values are never changed in place: each step gives the next one, to be kept before it is used. */
export type Group = ClientState;

/** What to overwrite once the next state is safely stored; not before, as the old state still points at it. */
export type Spent = readonly Uint8Array[];

export interface Protected {
  readonly group: Group;
  readonly message: Bytes;
  readonly spent: Spent;
}

export interface Committed {
  /** The message for the peer. */
  readonly commit: Bytes;
  /** The epoch to enter if, and when, the relay's order says that this commit won. */
  readonly next: Group;
}

export type Kind = 'application' | 'handshake';

export type RefusalCode =
  | 'not-a-private-message'
  | 'wrong-group'
  | 'wrong-kind'
  | 'wrong-authenticated-data'
  | 'unknown-epoch'
  | 'proposal-by-reference'
  | 'commit-with-proposals'
  | 'changed-identity'
  | 'undecryptable';

export type Unprotected =
  | {
      readonly kind: 'application';
      readonly group: Group;
      /** The sender's epoch when it wrote this. */
      readonly epoch: bigint;
      readonly plaintext: Bytes;
      readonly spent: Spent;
    }
  | { readonly kind: 'commit'; readonly group: Group; readonly spent: Spent }
  /** A commit of an epoch that has ended: it lost its race. */
  | { readonly kind: 'late-commit' }
  /** The group is as it was. */
  | { readonly kind: 'refused'; readonly code: RefusalCode };

export async function protect(
  context: MlsContext,
  group: Group,
  plaintext: Bytes,
  authenticatedData: Bytes,
): Promise<Protected> {
  const result = await createApplicationMessage({ context, state: group, message: plaintext, authenticatedData });
  const message = asBytes(encode(mlsMessageEncoder, result.message));
  return { group: result.newState, message, spent: result.consumed };
}

/** An empty commit with a path: new keys for this side, so that old ones are of no use. */
export async function commitNewKeys(context: MlsContext, group: Group, authenticatedData: Bytes): Promise<Committed> {
  // What createCommit() reports as consumed is shared with the state of the epoch that goes on until the commit wins.
  const result = await createCommit({ context, state: group, authenticatedData });
  return { commit: asBytes(encode(mlsMessageEncoder, result.commit)), next: result.newState };
}

/** Enters the epoch of one's own commit, taking along what has been read of this and earlier epochs meanwhile. */
export function enterCommitted(group: Group, committed: Group): Group {
  const ending = group.groupContext.epoch;
  const history = new Map(committed.historicalReceiverData);
  for (const [epoch, kept] of history) {
    if (epoch === ending) history.set(epoch, { ...kept, secretTree: group.secretTree });
    else history.set(epoch, group.historicalReceiverData.get(epoch) ?? kept);
  }
  return { ...committed, historicalReceiverData: history };
}

/** Opens what the relay delivered as the peer's. Bounds on what a peer can make us do are here (protocol, 5.7). */
export async function unprotect(
  context: MlsContext,
  group: Group,
  message: Bytes,
  expected: { readonly kind: Kind; readonly authenticatedData: Bytes },
): Promise<Unprotected> {
  const decoded = decodeMessage(message);
  if (decoded?.wireformat !== wireformats.mls_private_message) return refused('not-a-private-message');
  const { privateMessage } = decoded;
  if (!equal(privateMessage.groupId, group.groupContext.groupId)) return refused('wrong-group');
  if (privateMessage.contentType === contentTypes.proposal) return refused('proposal-by-reference');
  const isCommit = privateMessage.contentType === contentTypes.commit;
  if (isCommit !== (expected.kind === 'handshake')) return refused('wrong-kind');
  if (!equal(privateMessage.authenticatedData, expected.authenticatedData)) return refused('wrong-authenticated-data');
  if (privateMessage.epoch > group.groupContext.epoch) return refused('unknown-epoch');
  if (isCommit && privateMessage.epoch < group.groupContext.epoch) return { kind: 'late-commit' };
  try {
    // Not processMessage(): it drops the external pre-shared keys of private messages.
    const result = await processPrivateMessage({
      context,
      state: group,
      privateMessage,
      callback: (incoming) => (incoming.kind === 'commit' && incoming.proposals.length === 0 ? 'accept' : 'reject'),
    });
    if (result.kind === 'newState') {
      if (result.actionTaken === 'reject') return refused('commit-with-proposals');
      if (!sameParties(group, result.newState)) return refused('changed-identity');
      return { kind: 'commit', group: result.newState, spent: result.consumed };
    }
    const { newState, consumed, message: plaintext } = result;
    const { epoch } = privateMessage;
    return { kind: 'application', group: newState, epoch, plaintext: asBytes(plaintext), spent: consumed };
  } catch {
    // Every failure of the library is about this message; the state is a value that it did not touch.
    return refused('undecryptable');
  }
}

/** Nobody comes, goes, or takes another signature key: what the safety number stands for holds in every epoch. */
function sameParties(before: Group, after: Group): boolean {
  const parties = getGroupMembers(before);
  const now = getGroupMembers(after);
  return (
    now.length === parties.length &&
    now.every((leaf, index) => {
      const party = parties[index];
      return (
        party &&
        leaf.credential.credentialType === party.credential.credentialType &&
        equal(identityOf(leaf) ?? utf8(''), identityOf(party) ?? utf8('')) &&
        equal(leaf.signaturePublicKey, party.signaturePublicKey)
      );
    })
  );
}

export function epochOf(group: Group): bigint {
  return group.groupContext.epoch;
}

export async function exportSecret(context: MlsContext, group: Group, label: string, length: number): Promise<Bytes> {
  const { exporterSecret } = group.keySchedule;
  return asBytes(await mlsExporter(exporterSecret, label, utf8(''), length, context.cipherSuite));
}

export function encodeGroup(group: Group): Bytes {
  return asBytes(encode(clientStateEncoder, group));
}

/** @throws Error when the bytes are not what encodeGroup() made */
export function decodeGroup(bytes: Bytes): Group {
  const group = decode(clientStateDecoder, bytes);
  if (!group) throw new Error('stored group state cannot be read');
  return group;
}

export function wipe(spent: Spent): void {
  for (const secret of spent) zeroOutUint8Array(secret);
}

function decodeMessage(message: Bytes) {
  try {
    return decode(mlsMessageDecoder, message);
  } catch {
    return undefined;
  }
}

function refused(code: RefusalCode): Unprotected {
  return { kind: 'refused', code };
}
