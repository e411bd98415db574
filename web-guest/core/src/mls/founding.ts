import {
  bytesToBase64,
  createCommit,
  createGroup,
  defaultProposalTypes,
  encode,
  type KeyPackage,
  mlsMessageEncoder,
  type ProposalAdd,
  type ProposalPSK,
  pskTypes,
} from 'ts-mls';
import { asBytes, type Bytes } from '../encoding/bytes.js';
import { type LinkKeys, pskId } from '../keys/linkKeys.js';
import { isLeafOf } from './credential.js';
import type { Group } from './group.js';
import { createKeyPackage, decodeKeyPackageMessage } from './keyPackage.js';
import { mlsContext, type SigningKey } from './suite.js';

export interface Founded {
  /** Epoch 1, both sides in it. */
  readonly group: Group;
  /** An MLSMessage, not yet sealed. */
  readonly welcome: Bytes;
}

/**
 * The guest's whole part of the handshake: a group named by the locator, and one commit that adds the member's key
 * package and mixes in the link's pre-shared key. Undefined when the record's key package is not fit for it.
 */
export async function foundGroup(
  crypto: Crypto,
  keys: Pick<LinkKeys, 'locator' | 'psk'>,
  keyPackageMessage: Bytes,
  signingKey: SigningKey,
  now: number,
): Promise<Founded | undefined> {
  const memberPackage = decodeKeyPackageMessage(keyPackageMessage);
  if (!memberPackage || !isLeafOf(memberPackage.leafNode, 'member')) return undefined;
  const id = pskId(keys.locator);
  const context = await mlsContext(crypto, signingKey.privateKey, { [bytesToBase64(id)]: keys.psk });
  const own = await createKeyPackage(context, 'guest', signingKey, now);
  const empty = await createGroup({
    context,
    groupId: keys.locator,
    keyPackage: own.publicPackage,
    privateKeyPackage: own.privatePackage,
  });
  const extraProposals = [add(memberPackage), externalPsk(id, context.cipherSuite.rng.randomBytes(32))];
  const result = await createCommit({ context, state: empty, extraProposals, ratchetTreeExtension: true }).catch(
    () => undefined,
  );
  if (!result?.welcome) return undefined;
  return { group: withoutHistory(result.newState), welcome: asBytes(encode(mlsMessageEncoder, result.welcome)) };
}

/** Nobody ever spoke in epoch 0. */
function withoutHistory(group: Group): Group {
  return { ...group, historicalReceiverData: new Map() };
}

function add(keyPackage: KeyPackage): ProposalAdd {
  return { proposalType: defaultProposalTypes.add, add: { keyPackage } };
}

function externalPsk(id: Bytes, pskNonce: Uint8Array): ProposalPSK {
  const preSharedKeyId = { psktype: pskTypes.external, pskId: id, pskNonce };
  return { proposalType: defaultProposalTypes.psk, psk: { preSharedKeyId } };
}
