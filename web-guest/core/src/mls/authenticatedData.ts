import { type Bytes, concat, uint64 } from '../encoding/bytes.js';
import type { Side } from './credential.js';

const SIDE_BYTE = { member: 1, guest: 2 } as const;

/**
 * side (1 byte: 1 member, 2 guest) ‖ n (8 bytes, big-endian): ties a ciphertext to its place in its sender's own count,
 * so that the relay cannot pass one off as another's or as a later one.
 */
export function authenticatedData(side: Side, n: number): Bytes {
  return concat(new Uint8Array([SIDE_BYTE[side]]), uint64(n));
}
