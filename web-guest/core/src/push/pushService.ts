import { type SessionFailure, SessionService } from '../session/sessionService.js';
import type { BrowserSubscription } from './platform.js';

/** What a session can be pushed with; `none` where the provider pushes nobody. */
export type PushKey = { readonly kind: 'key'; readonly value: string } | { readonly kind: 'none' } | SessionFailure;

export type Kept = { readonly kind: 'kept' } | SessionFailure;
export type Dropped = { readonly kind: 'dropped' } | SessionFailure;

/** The session-service's calls for pushes (protocol, section 3). Never throws for what a server or network may do. */
export class PushService extends SessionService {
  async key(sessionId: string, key: CryptoKeyPair): Promise<PushKey> {
    const answer = await this.own('GET', sessionId, '', key);
    if (answer.kind !== 'ok') return answer;
    const { pushKey } = answer.body;
    return typeof pushKey === 'string' ? { kind: 'key', value: pushKey } : { kind: 'none' };
  }

  async keep(sessionId: string, key: CryptoKeyPair, subscription: BrowserSubscription): Promise<Kept> {
    const answer = await this.own('PUT', sessionId, '/push', key, subscription.json);
    return answer.kind === 'ok' ? { kind: 'kept' } : answer;
  }

  /** `dropped` also when the session has ended, and with it its subscription. */
  async drop(sessionId: string, key: CryptoKeyPair): Promise<Dropped> {
    const answer = await this.own('DELETE', sessionId, '/push', key);
    return answer.kind === 'ok' || answer.kind === 'ended' || answer.kind === 'unknown' ? { kind: 'dropped' } : answer;
  }
}
