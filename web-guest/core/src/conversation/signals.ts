import type { MlsContext } from 'ts-mls';
import { type Bytes, concat, uint64 } from '../encoding/bytes.js';
import { importAeadKey, open, seal } from '../keys/aead.js';
import { authenticatedData } from '../mls/authenticatedData.js';
import { otherSide, type Side } from '../mls/credential.js';
import { epochOf, exportSecret, type Group } from '../mls/group.js';

const TYPING = new Uint8Array([1]);
const EPOCH_LENGTH = 8;

/**
 * Signals are never stored, so they are not MLS messages (a lost one would leave a hole in the ratchet) but sealed
 * under a key exported from the epoch: epoch (8 bytes, big-endian) ‖ IV ‖ AES-256-GCM of one byte, 1 for typing;
 * associated data: side ‖ epoch. A relay that replays one makes somebody seem to type, no more.
 */
export async function typingSignal(crypto: Crypto, mls: MlsContext, group: Group, side: Side): Promise<Bytes> {
  const epoch = epochOf(group);
  const sealed = await seal(crypto, await signalKey(crypto, mls, group), TYPING, place(side, epoch));
  return concat(uint64(epoch), sealed);
}

/** Whether this is the peer's sign of typing, from the epoch we are in. */
export async function isTyping(
  crypto: Crypto,
  mls: MlsContext,
  group: Group,
  side: Side,
  payload: Bytes,
): Promise<boolean> {
  const epoch = epochOf(group);
  if (payload.length < EPOCH_LENGTH || new DataView(payload.buffer).getBigUint64(0) !== epoch) return false;
  const key = await signalKey(crypto, mls, group);
  const signal = await open(crypto, key, payload.slice(EPOCH_LENGTH), place(otherSide(side), epoch));
  return signal?.[0] === TYPING[0];
}

async function signalKey(crypto: Crypto, mls: MlsContext, group: Group): Promise<CryptoKey> {
  return importAeadKey(crypto, await exportSecret(mls, group, 'gc1 signal', 32));
}

function place(side: Side, epoch: bigint): Bytes {
  return authenticatedData(side, Number(epoch));
}
