import { type Bytes, concat } from '../encoding/bytes.js';

/** Plaintext lengths that anyone may tell apart, in bytes. */
export const BUCKETS = [128, 256, 512, 1024, 2048, 4096, 8192, 16000] as const;

const SPACE = 0x20;

/**
 * Content is padded with spaces after the JSON text, which JSON itself allows: a receiver needs no step to undo it.
 * Undefined when the content does not fit the largest bucket.
 */
export function pad(json: Bytes): Bytes | undefined {
  const bucket = BUCKETS.find((size) => size >= json.length);
  return bucket === undefined ? undefined : concat(json, new Uint8Array(bucket - json.length).fill(SPACE));
}
