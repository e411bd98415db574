import { ContentError } from '../chat/chat.js';
import { toBase64Url } from '../encoding/base64url.js';
import { type Bytes, fromUtf8, utf8 } from '../encoding/bytes.js';
import { isEmoji } from './emoji.js';
import { cleanName } from './names.js';
import { pad } from './padding.js';

/** The longest text that can be sent, in code points. */
export const LONGEST_TEXT = 3000;
const MAX_ID = 64;

/** What an application message says, once decrypted (protocol, section 5.5). */
export type Content =
  | { readonly type: 'text'; readonly id: string; readonly text: string; readonly replyTo?: string }
  /**
   * Everything up to here has been read. `seq` is the relay's number of the last envelope read, `n` its sender's own:
   * the sender never learns the `seq` of its application messages, so `n` is what it goes by.
   */
  | { readonly type: 'read'; readonly id: string; readonly seq: number; readonly n: number }
  /** The text of the sender's own message `of` is this now. */
  | { readonly type: 'edit'; readonly id: string; readonly of: string; readonly text: string }
  /** The sender's own message `of` is no more. */
  | { readonly type: 'delete'; readonly id: string; readonly of: string }
  /** The sender's one reaction to the message `of` of either side; `''` takes it back. */
  | { readonly type: 'reaction'; readonly id: string; readonly of: string; readonly emoji: string }
  | { readonly type: 'profile'; readonly id: string; readonly name: string }
  | { readonly type: 'bye'; readonly id: string };

/** `unsupported`: from a newer or faulty peer; shown as such, never guessed at. */
export type ReceivedContent = Content | { readonly type: 'unsupported' };

export function newContentId(crypto: Crypto): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

/** Nobody sees them, and each takes six bytes in JSON: with 3,000 of them a text would not fit. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/** A text that the protocol carries: well-formed Unicode, 1–3,000 code points, no controls. @throws ContentError */
export function sendableText(text: string): string {
  const wellFormed = fromUtf8(utf8(text)).replace(CONTROLS, '');
  if (wellFormed.trim() === '') throw new ContentError('empty');
  if (codePoints(wellFormed) > LONGEST_TEXT) throw new ContentError('too-long');
  return wellFormed;
}

/** @throws ContentError */
export function textContent(id: string, text: string, replyTo?: string): Content {
  const content = { type: 'text', id, text: sendableText(text) } as const;
  return replyTo === undefined ? content : { ...content, replyTo };
}

/** JSON, padded. @throws ContentError when it fits no bucket, which no text that is sendable does */
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
  if (v !== 1 || !isId(id)) return { type: 'unsupported' };
  switch (type) {
    case 'text': {
      const { text, replyTo } = json;
      if (!isText(text)) break;
      return isId(replyTo) ? { type, id, text, replyTo } : { type, id, text };
    }
    case 'edit': {
      const { of, text } = json;
      if (!isId(of) || !isText(text)) break;
      return { type, id, of, text };
    }
    case 'delete': {
      const { of } = json;
      if (!isId(of)) break;
      return { type, id, of };
    }
    case 'reaction': {
      const { of, emoji } = json;
      if (!isId(of) || typeof emoji !== 'string' || (emoji !== '' && !isEmoji(emoji))) break;
      return { type, id, of, emoji };
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

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && codePoints(value) <= LONGEST_TEXT;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
