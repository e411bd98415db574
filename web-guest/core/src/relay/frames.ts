import { fromBase64Url } from '../encoding/base64url.js';
import type { Bytes } from '../encoding/bytes.js';
import type { Side } from '../mls/credential.js';
import type { Kind } from '../mls/group.js';

/** The relay's frames (protocol, section 4). Unknown types and members are ignored, as the protocol asks of clients. */
export type RelayFrame =
  | { readonly type: 'challenge'; readonly nonce: string }
  | Ready
  | { readonly type: 'accepted'; readonly conversation: string; readonly n: number }
  | Deliver
  | { readonly type: 'delivered'; readonly conversation: string; readonly n: number }
  | { readonly type: 'signal'; readonly conversation: string; readonly payload: Bytes }
  | { readonly type: 'presence'; readonly conversation: string; readonly peer: 'online' | 'offline' }
  | ConversationFrame
  | { readonly type: 'alert'; readonly conversation: string; readonly code: string }
  | ErrorFrame;

export interface Ready {
  readonly type: 'ready';
  readonly conversations: readonly ReadyConversation[];
  /** Unconfirmed sends the relay reads ahead. */
  readonly window: number;
}

export interface ReadyConversation {
  readonly id: string;
  readonly status: 'open' | 'ended';
  readonly accepted: number;
  readonly delivered: number;
  readonly acked: number;
}

export interface Deliver {
  readonly type: 'deliver';
  readonly conversation: string;
  readonly seq: number;
  readonly from: Side;
  readonly n: number;
  readonly kind: Kind;
  readonly payload: Bytes;
  /** Milliseconds since the epoch, by the relay's clock. */
  readonly at: number;
}

export interface ConversationFrame {
  readonly type: 'conversation';
  readonly id: string;
  readonly status: 'open' | 'ended';
  readonly reason?: string;
}

export interface ErrorFrame {
  readonly type: 'error';
  readonly code: string;
  readonly conversation?: string;
  readonly n?: number;
  /** With `n-gap`. */
  readonly expected?: number;
  /** Seconds, with `rate-limited`. */
  readonly retryAfter?: number;
}

/** The client's frames; payloads are base64url. */
export type ClientFrame =
  | { readonly type: 'authenticate'; readonly token: string; readonly proof?: string }
  | {
      readonly type: 'send';
      readonly conversation: string;
      readonly n: number;
      readonly kind: Kind;
      readonly payload: string;
    }
  | { readonly type: 'ack'; readonly conversation: string; readonly seq: number }
  | { readonly type: 'signal'; readonly conversation: string; readonly payload: string };

const DEFAULT_WINDOW = 32;

/** Undefined for a frame this version does not know, or that is not well formed. */
export function parseFrame(text: unknown): RelayFrame | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? readFrame(json) : undefined;
  } catch {
    return undefined;
  }
}

function readFrame(json: Json): RelayFrame | undefined {
  const { type } = json;
  switch (type) {
    case 'challenge':
      return typeof json.nonce === 'string' ? { type, nonce: json.nonce } : undefined;
    case 'ready':
      return readReady(json);
    case 'deliver':
      return readDeliver(json);
    case 'conversation':
      return readConversation(json);
    case 'error':
      return readError(json);
    default:
      return readAbout(json);
  }
}

/** The small frames about one conversation. */
function readAbout(json: Json): RelayFrame | undefined {
  const { type, conversation, n, peer, code } = json;
  if (typeof conversation !== 'string') return undefined;
  switch (type) {
    case 'accepted':
    case 'delivered':
      return isCount(n) ? { type, conversation, n } : undefined;
    case 'presence':
      return peer === 'online' || peer === 'offline' ? { type, conversation, peer } : undefined;
    case 'alert':
      return typeof code === 'string' ? { type, conversation, code } : undefined;
    case 'signal': {
      const payload = typeof json.payload === 'string' ? fromBase64Url(json.payload) : undefined;
      return payload && { type, conversation, payload };
    }
    default:
      return undefined;
  }
}

function readReady(json: Json): Ready | undefined {
  const { conversations, limits } = json;
  if (!Array.isArray(conversations)) return undefined;
  const window = isObject(limits) && isCount(limits.window) ? limits.window : DEFAULT_WINDOW;
  return { type: 'ready', conversations: conversations.flatMap(readReadyConversation), window: Math.max(window, 1) };
}

function readReadyConversation(json: unknown): ReadyConversation[] {
  if (!isObject(json)) return [];
  const { id, status, accepted, delivered, acked } = json;
  if (typeof id !== 'string' || !isStatus(status)) return [];
  const count = (value: unknown) => (isCount(value) ? value : 0);
  return [{ id, status, accepted: count(accepted), delivered: count(delivered), acked: count(acked) }];
}

function readDeliver(json: Json): Deliver | undefined {
  const { conversation, seq, from, n, kind, at } = json;
  const payload = typeof json.payload === 'string' ? fromBase64Url(json.payload) : undefined;
  const time = typeof at === 'string' ? Date.parse(at) : at;
  if (typeof conversation !== 'string' || !isCount(seq) || !isCount(n) || !payload) return undefined;
  if (from !== 'member' && from !== 'guest') return undefined;
  if (kind !== 'application' && kind !== 'handshake') return undefined;
  if (typeof time !== 'number' || Number.isNaN(time)) return undefined;
  return { type: 'deliver', conversation, seq, from, n, kind, payload, at: time };
}

function readConversation(json: Json): ConversationFrame | undefined {
  const { id, status, reason } = json;
  if (typeof id !== 'string' || !isStatus(status)) return undefined;
  return { type: 'conversation', id, status, ...(typeof reason === 'string' ? { reason } : {}) };
}

function readError(json: Json): ErrorFrame | undefined {
  const { code, conversation, n, expected, retryAfter } = json;
  if (typeof code !== 'string') return undefined;
  return {
    type: 'error',
    code,
    ...(typeof conversation === 'string' ? { conversation } : {}),
    ...(isCount(n) ? { n } : {}),
    ...(isCount(expected) ? { expected } : {}),
    ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
  };
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isStatus(value: unknown): value is 'open' | 'ended' {
  return value === 'open' || value === 'ended';
}
