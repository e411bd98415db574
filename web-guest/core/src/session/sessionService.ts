import { fromBase64Url } from '../encoding/base64url.js';
import type { Bytes } from '../encoding/bytes.js';
import type { Environment } from '../environment/environment.js';
import { type ProofRequest, proofOf } from './proofKey.js';

/** What the holder of a whole link can show. Both go in request bodies, never in a URL or header. */
export interface InviteCredential {
  readonly inviteToken: string;
  /** base64url */
  readonly claim: string;
}

/** Why the service did not do it; the names are those of the screens and of `JoinError`. */
export type SessionFailure =
  | { readonly kind: 'damaged' | 'unknown' | 'expired' | 'revoked' | 'used' | 'ended' | 'refused' }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds?: number };

export type Preview =
  | { readonly kind: 'open'; readonly sealedRecord: Bytes; readonly expiresAt: Date }
  | { readonly kind: 'redeemed' }
  | SessionFailure;

export interface RedeemedSession {
  readonly kind: 'redeemed';
  readonly sessionId: string;
  readonly conversationId: string;
  readonly accessToken: AccessToken;
  readonly sealedRecord: Bytes;
  readonly relayUrl: string;
  /** Whether the provider pushes guests. */
  readonly pushes: boolean;
}

export interface AccessToken {
  readonly kind: 'token';
  readonly value: string;
  /** Milliseconds since the epoch, by our clock. */
  readonly expiresAt: number;
}

const DEFAULT_RETRY_SECONDS = 30;
/** A proof may be refused once for its nonce and once for its time, each of which the refusal tells. */
const ATTEMPTS = 3;
const CLOCK_MATTERS_MS = 5000;
/**
 * How long an answer may take, in milliseconds: a connection that is made anew on a bad signal, with what the browser asks before it lets us
 * ask, takes six round trips of up to 3 s. A network that swallows everything would be waited for for minutes.
 */
const TIMEOUT = 20_000;

/** The guest's calls to the session-service (protocol, section 3). Never throws for what a server or network may do. */
export class SessionService {
  /** The server's clock minus ours, once a `Date` header was readable: proofs must be within a minute of its time. */
  #clockOffset = 0;
  /** The last nonce it gave: it sends another before that one runs out. */
  #nonce: string | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly url: string,
  ) {}

  /** Milliseconds by which our clock is behind the server's; 0 until a `Date` header was readable. */
  get clockBehind(): number {
    return this.#clockOffset;
  }

  /** The server's time as far as it is known, in milliseconds since the epoch. */
  now(): number {
    return this.environment.now() + this.#clockOffset;
  }

  async preview(credential: InviteCredential): Promise<Preview> {
    const answer = await this.#post('/v1/sessions/preview', credential);
    if (answer.kind !== 'ok') return answer;
    const { sealedRecord, expiresAt, redeemed } = answer.body;
    if (redeemed === true) return { kind: 'redeemed' };
    const record = typeof sealedRecord === 'string' ? fromBase64Url(sealedRecord) : undefined;
    if (!record || typeof expiresAt !== 'string') return unavailable;
    return { kind: 'open', sealedRecord: record, expiresAt: new Date(expiresAt) };
  }

  async redeem(credential: InviteCredential, key: CryptoKeyPair): Promise<RedeemedSession | SessionFailure> {
    const answer = await this.#proven('POST', '/v1/sessions', key, { body: credential });
    if (answer.kind !== 'ok') return answer;
    const { sessionId, conversationId, sealedRecord, relayUrl, pushKey } = answer.body;
    const record = typeof sealedRecord === 'string' ? fromBase64Url(sealedRecord) : undefined;
    const accessToken = this.#token(answer.body);
    const complete =
      typeof sessionId === 'string' && typeof conversationId === 'string' && typeof relayUrl === 'string';
    if (!complete || !record || !accessToken) return unavailable;
    const pushes = typeof pushKey === 'string';
    return { kind: 'redeemed', sessionId, conversationId, accessToken, sealedRecord: record, relayUrl, pushes };
  }

  async freshToken(sessionId: string, key: CryptoKeyPair): Promise<AccessToken | SessionFailure> {
    const answer = await this.#proven('POST', `/v1/sessions/${sessionId}/tokens`, key, {});
    if (answer.kind !== 'ok') return answer;
    return this.#token(answer.body) ?? unavailable;
  }

  /** `left` also when the session had ended before. */
  async leave(sessionId: string, key: CryptoKeyPair): Promise<{ readonly kind: 'left' } | SessionFailure> {
    const answer = await this.own('DELETE', sessionId, '', key);
    if (answer.kind === 'ok' || answer.kind === 'ended' || answer.kind === 'unknown') return { kind: 'left' };
    return answer;
  }

  /** Asks for a new link, from a page whose invite is no longer good. */
  async requestLink(credential: InviteCredential): Promise<{ readonly kind: 'requested' } | SessionFailure> {
    const answer = await this.#post('/v1/requests', credential);
    return answer.kind === 'ok' ? { kind: 'requested' } : answer;
  }

  /** A call about one's own session that wants an access token too. */
  protected async own(
    method: ProofRequest['method'],
    sessionId: string,
    below: string,
    key: CryptoKeyPair,
    body?: object,
  ): Promise<Answer> {
    const token = await this.freshToken(sessionId, key);
    if (token.kind !== 'token') return token;
    const options = body ? { token: token.value, body } : { token: token.value };
    return this.#proven(method, `/v1/sessions/${sessionId}${below}`, key, options);
  }

  #token(body: Record<string, unknown>): AccessToken | undefined {
    const { accessToken, expiresIn } = body;
    if (typeof accessToken !== 'string' || typeof expiresIn !== 'number') return undefined;
    return { kind: 'token', value: accessToken, expiresAt: this.environment.now() + expiresIn * 1000 };
  }

  async #post(path: string, body: object): Promise<Answer> {
    const response = await this.#fetch(path, { method: 'POST', headers: json, body: JSON.stringify(body) });
    return response ? this.#answer(response) : unavailable;
  }

  /** With a DPoP proof; again with the nonce the server asks for, or once its clock is known. */
  async #proven(
    method: ProofRequest['method'],
    path: string,
    key: CryptoKeyPair,
    options: { readonly body?: object; readonly token?: string },
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const nonce = this.#nonce;
      const offset = this.#clockOffset;
      const request = { method, url: this.url + path, nonce, token: options.token };
      const headers = new Headers(options.body ? json : {});
      headers.set('DPoP', await proofOf(this.environment.crypto, key, request, this.now()));
      if (options.token) headers.set('Authorization', `DPoP ${options.token}`);
      const init = options.body ? { method, headers, body: JSON.stringify(options.body) } : { method, headers };
      const response = await this.#fetch(path, init);
      if (!response) return unavailable;
      const learned = this.#nonce !== nonce || Math.abs(this.#clockOffset - offset) >= CLOCK_MATTERS_MS;
      if (response.status !== 401 || !learned || attempt === ATTEMPTS) return this.#answer(response);
    }
  }

  async #fetch(path: string, init: RequestInit): Promise<Response | undefined> {
    const patience = new AbortController();
    this.environment.setTimeout(() => patience.abort(), TIMEOUT);
    try {
      const response = await this.environment.fetch(this.url + path, {
        ...init,
        signal: patience.signal,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      this.#nonce = response.headers.get('DPoP-Nonce') ?? this.#nonce;
      this.#learnClock(response);
      return response;
    } catch {
      return undefined;
    }
  }

  #learnClock(response: Response): void {
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(date)) this.#clockOffset = date - this.environment.now();
  }

  async #answer(response: Response): Promise<Answer> {
    const body = await readJson(response);
    return response.ok ? { kind: 'ok', body } : failureOf(response, body, this.now());
  }
}

export type Answer = { readonly kind: 'ok'; readonly body: Record<string, unknown> } | SessionFailure;

const json = { 'Content-Type': 'application/json' };
const unavailable = { kind: 'unavailable' } as const;

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}

/** Seconds from now, the server's; it says when in seconds, and what stands before it may say so by a date (RFC 9110). */
function retryAfterOf(response: Response, now: number): number | undefined {
  const value = response.headers.get('Retry-After') ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(seconds, 0);
}

function failureOf(response: Response, problem: Record<string, unknown>, now: number): SessionFailure {
  const retryAfterSeconds = retryAfterOf(response, now);
  const type = typeof problem.type === 'string' ? problem.type : '';
  switch (type.replace(/^urn:guestchat:problem:/, '')) {
    case 'invite-invalid':
      return { kind: 'damaged' };
    case 'invite-unknown':
    case 'not-found':
      return { kind: 'unknown' };
    case 'invite-expired':
      return { kind: 'expired' };
    case 'invite-used':
      return { kind: 'used' };
    case 'invite-revoked':
      return { kind: 'revoked' };
    case 'session-ended':
      return { kind: 'ended' };
  }
  if (response.status === 429) {
    return { kind: 'rate-limited', retryAfterSeconds: retryAfterSeconds ?? DEFAULT_RETRY_SECONDS };
  }
  if (response.status < 500) return { kind: 'refused' };
  return retryAfterSeconds === undefined ? unavailable : { kind: 'unavailable', retryAfterSeconds };
}
