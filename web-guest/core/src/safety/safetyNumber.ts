import { getGroupMembers, type MlsContext } from 'ts-mls';
import { asBytes, type Bytes, concat, lengthPrefixed, utf8 } from '../encoding/bytes.js';
import { identityOf } from '../mls/credential.js';
import { exportSecret, type Group } from '../mls/group.js';

const GROUPS = 12;
const BYTES_PER_GROUP = 5;

/** One side as its leaf shows it. */
export interface Party {
  readonly identity: Bytes;
  readonly signatureKey: Bytes;
}

/**
 * The number both people compare. Taken in epoch 1, where both ends start, and kept: later epochs follow from it, so it
 * stands for the whole conversation and does not change under the users' eyes.
 */
export async function safetyNumberOf(crypto: Crypto, context: MlsContext, group: Group): Promise<string> {
  const [guest, member] = getGroupMembers(group).map(
    (leaf): Party => ({ identity: identityOf(leaf) ?? utf8(''), signatureKey: asBytes(leaf.signaturePublicKey) }),
  );
  if (!guest || !member) throw new Error('a conversation has two sides');
  return safetyNumber(crypto, await exportSecret(context, group, 'gc1 safety', 32), guest, member);
}

/**
 * HKDF-SHA-256 of the exported secret, salt `guest-chat/v1`, info `gc1 safety` ‖ guest's identity and signature key ‖
 * member's identity and signature key, each after its length in two bytes; 60 bytes, of which every 5, as a big-endian
 * number modulo 100,000, are one group of five digits.
 */
export async function safetyNumber(crypto: Crypto, exported: Bytes, guest: Party, member: Party): Promise<string> {
  const parties = [guest.identity, guest.signatureKey, member.identity, member.signatureKey];
  const info = concat(utf8('gc1 safety'), ...parties.map(lengthPrefixed));
  const secret = await crypto.subtle.importKey('raw', exported, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: utf8('guest-chat/v1'), info };
  const bytes = new Uint8Array(await crypto.subtle.deriveBits(parameters, secret, GROUPS * BYTES_PER_GROUP * 8));
  let digits = '';
  for (let offset = 0; offset < bytes.length; offset += BYTES_PER_GROUP) {
    const number = bytes.slice(offset, offset + BYTES_PER_GROUP).reduce((value, byte) => value * 256 + byte, 0);
    digits += String(number % 100_000).padStart(5, '0');
  }
  return digits;
}
