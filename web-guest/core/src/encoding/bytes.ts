/** Byte strings: the few operations every part needs. */

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
  return encoder.encode(text) as Bytes;
}

/** @throws TypeError when the bytes are not UTF-8 */
export function fromUtf8(bytes: Uint8Array): string {
  return strictDecoder.decode(bytes);
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** For public values only: it stops at the first difference. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** A library's array typed for WebCrypto, without copying: nothing here uses shared memory. */
export function asBytes(array: Uint8Array): Bytes {
  return array as Bytes;
}

/** Big-endian, 8 bytes. */
export function uint64(value: number | bigint): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** The bytes after their length in two, big-endian: no two lists of them look alike. */
export function lengthPrefixed(bytes: Uint8Array): Bytes {
  return concat(new Uint8Array([bytes.length >> 8, bytes.length & 0xff]), bytes);
}
