import { ContentError } from '../chat/chat.js';
import { toBase64Url } from '../encoding/base64url.js';
import { type Bytes, fromUtf8, utf8 } from '../encoding/bytes.js';
import { cleanName } from './names.js';
import { pad } from './padding.js';

const MAX_CODE_POINTS = 3000;
const MAX_ID = 64;

/** What an application message says, once decrypted (protocol, section 5.5). */
export type Content =
  | { readonly type: 'text'; readonly id: string; readonly text: string; readonly replyTo?: string }
  /**
   * Everything up to here has been read. `seq` is the relay's number of the last envelope read, `n` its sender's own:
   * the sender never learns the `seq` of its application messages, so `n` is what it goes by.
   */
  | { readonly type: 'read'; readonly id: string; readonly seq: number; readonly n: number }
  | { readonly type: 'profile'; readonly id: string; readonly name: string }
  | { readonly type: 'bye'; readonly id: string };

/** `unsupported`: from a newer or faulty peer; shown as such, never guessed at. */
export type ReceivedContent = Content | { readonly type: 'unsupported' };

export function newContentId(crypto: Crypto): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

/** @throws ContentError */
export function textContent(id: string, text: string): Content {
  const wellFormed = fromUtf8(utf8(text));
  if (wellFormed.trim() === '') throw new ContentError('empty');
  if (codePoints(wellFormed) > MAX_CODE_POINTS) throw new ContentError('too-long');
  return { type: 'text', id, text: wellFormed };
}

/** JSON, padded. @throws ContentError when it fits no bucket (control characters take six bytes each) */
export function encodeContent(content: Content): Bytes {
  const padded = pad(utf8(JSON.stringify({ v: 1, ...content })));
  if (!padded) throw new ContentError('too-long');
  return padded;
}

export function decodeContent(plaintext: Uint8Array): ReceivedContent {
  try {
    const json: unknown = JSON.parse(fromUtf8(plaintext));
    return isObject(json) ? readContent(json) : { type: 'unsupported' };
  } catch {
    return { type: 'unsupported' };
  }
}

function readContent(json: Record<string, unknown>): ReceivedContent {
  const { v, type, id } = json;
  if (v !== 1 || typeof id !== 'string' || id === '' || id.length > MAX_ID) return { type: 'unsupported' };
  switch (type) {
    case 'text': {
      const { text, replyTo } = json;
      if (typeof text !== 'string' || text === '' || codePoints(text) > MAX_CODE_POINTS) break;
      return typeof replyTo === 'string' && replyTo.length <= MAX_ID ? { type, id, text, replyTo } : { type, id, text };
    }
    case 'read': {
      const { seq, n } = json;
      if (!isCount(seq) || !isCount(n)) break;
      return { type, id, seq, n };
    }
    case 'profile': {
      const name = cleanName(json.name);
      if (name === undefined) break;
      return { type, id, name };
    }
    case 'bye':
      return { type, id };
  }
  return { type: 'unsupported' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
