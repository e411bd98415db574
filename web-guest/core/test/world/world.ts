import { fromBase64Url, toBase64Url } from '../../src/encoding/base64url.js';
import { fromUtf8, utf8 } from '../../src/encoding/bytes.js';
import { openGuest } from '../../src/guest/openGuest.js';
import type { OpenResult } from '../../src/guest/openResult.js';
import type { Member, MemberBackend, NewInvite } from '../../src/member/memberApi.js';
import { openMember } from '../../src/member/openMember.js';
import { type Browser, browser, reloaded } from './environment.js';
import { FakeRelay } from './relay.js';

export const SESSION_URL = 'https://session.example';
export const RELAY_URL = 'wss://relay.example/v1/connect';
export const MEMBER = 'member-7';

interface InviteState extends NewInvite {
  readonly token: string;
  status: 'active' | 'redeemed' | 'revoked' | 'expired';
  session?: { readonly id: string; readonly jwk: string; ended: boolean };
}

/** Everything outside the two cores: the services, the backend and the network between. */
export class World {
  readonly relay = new FakeRelay();
  readonly invites = new Map<string, InviteState>();
  /** What went over HTTP: URL, headers and body in one string each. */
  readonly requests: string[] = [];
  /**
   * Before a request is looked at; a Response answers it, 'lost' drops the request, 'answer-lost' its answer, 'swallowed' tells
   * nobody that it was dropped.
   */
  intercept: (path: string) => Response | 'lost' | 'answer-lost' | 'swallowed' | undefined = () => undefined;
  /** Ask for this nonce in every proof; previews give it away. */
  nonce: string | undefined;
  /** The `Date` of previews. */
  date: Date | undefined;
  /** What sessions are told to subscribe to pushes with. */
  pushKey: string | undefined = 'QQ';
  /** The endpoints that are pushed, by session. */
  readonly pushes = new Map<string, string>();
  /** How many proofs came without it. */
  challenges = 0;
  #tokens = 0;

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    const headers = new Headers(init?.headers);
    this.requests.push(`${String(input)} ${JSON.stringify([...headers])} ${String(init?.body ?? '')}`);
    const intercepted = this.intercept(pathname);
    if (intercepted instanceof Response) return intercepted;
    if (intercepted === 'lost') throw new TypeError('network');
    if (intercepted === 'swallowed') {
      await new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    }
    const response = await this.#answer(init?.method ?? 'GET', pathname, headers, String(init?.body ?? ''));
    if (intercepted === 'answer-lost') throw new TypeError('network');
    return response;
  };

  newBrowser(): Browser {
    return browser(this.fetch, this.relay.WebSocket);
  }

  reload(before: Browser): Browser {
    return reloaded(before, this.fetch, this.relay.WebSocket);
  }

  async openMember(device: Browser, backend: Partial<MemberBackend> = {}): Promise<Member> {
    const { environment } = device;
    const options = { memberId: MEMBER, displayName: 'Ada Member', backend: { ...this.backend, ...backend } };
    return openMember({ ...options, environment });
  }

  /** @param chat that the page showed before */
  async openGuest(
    page: Browser,
    link: string,
    forgetFragment: (chat: string) => void = () => {},
    chat?: string,
  ): Promise<OpenResult> {
    const fragment = link.includes('#') ? link.slice(link.indexOf('#') + 1) : link;
    return openGuest({ sessionUrl: SESSION_URL, fragment, chat, forgetFragment, environment: page.environment });
  }

  readonly backend: MemberBackend = {
    createInvite: async (body) => {
      const claims = toBase64Url(utf8(JSON.stringify({ jti: body.inviteId, tid: 't', exp: 4_000_000_000 })));
      const token = `${toBase64Url(utf8('{"typ":"gi+jwt"}'))}.${claims}.${toBase64Url(new Uint8Array(64))}`;
      this.invites.set(body.inviteId, { ...body, token, status: 'active' });
      this.requests.push(JSON.stringify(body));
      return { token, linkBase: 'https://chat.example/i', expiresAt: '2099-01-01T00:00:00Z' };
    },
    relayToken: async () => ({ token: this.#newToken({ side: 'member', owner: MEMBER }), relayUrl: RELAY_URL }),
    endConversation: async (id) => this.relay.end(id, 'ended-by-member'),
    revokeInvite: async (id) => {
      const invite = this.invites.get(id);
      if (invite) invite.status = 'revoked';
    },
  };

  #newToken(identity: { side: 'member' | 'guest'; owner: string }): string {
    const token = `token-${++this.#tokens}`;
    this.relay.identities.set(token, identity);
    return token;
  }

  async #answer(method: string, path: string, headers: Headers, body: string): Promise<Response> {
    if (path === '/v1/sessions/preview') return this.#preview(body);
    if (path === '/v1/requests') return new Response('{}', { status: 202 });
    const proof = await readProof(headers.get('DPoP') ?? '');
    if (!proof || proof.htu !== SESSION_URL + path || proof.htm !== method) return problem(401, 'dpop-invalid');
    if (this.nonce && proof.nonce !== this.nonce) {
      this.challenges++;
      return problem(401, 'use_dpop_nonce', { 'DPoP-Nonce': this.nonce });
    }
    if (path === '/v1/sessions') return this.#redeem(body, proof.jwk);
    const [, sessionId, call] = /^\/v1\/sessions\/([^/]+)(\/tokens|\/push)?$/.exec(path) ?? [];
    const invite = [...this.invites.values()].find(({ session }) => session?.id === sessionId);
    if (!invite?.session) return problem(404, 'not-found');
    if (invite.session.jwk !== proof.jwk) return problem(401, 'unauthenticated');
    const ended = invite.session.ended || this.relay.conversations.get(invite.inviteId)?.status === 'ended';
    if (ended) return problem(410, 'session-ended');
    if (call === '/push') return this.#push(method, invite.session.id, body);
    if (call) return Response.json(this.#accessToken(invite.inviteId));
    if (method === 'DELETE') {
      invite.session.ended = true;
      this.relay.end(invite.inviteId, 'left');
      return new Response(null, { status: 204 });
    }
    if (method === 'GET') {
      const { id } = invite.session;
      return Response.json({ sessionId: id, conversationId: invite.inviteId, status: 'open', pushKey: this.pushKey });
    }
    return problem(405, 'method-not-allowed');
  }

  #push(method: string, session: string, body: string): Response {
    if (method === 'PUT') this.pushes.set(session, (JSON.parse(body) as { endpoint: string }).endpoint);
    else this.pushes.delete(session);
    return new Response(null, { status: 204 });
  }

  #accessToken(id: string) {
    return { accessToken: this.#newToken({ side: 'guest', owner: id }), expiresIn: 300 };
  }

  async #invite(body: string): Promise<InviteState | Response> {
    const { inviteToken, claim, ...unknown } = JSON.parse(body) as Record<string, string>;
    if (Object.keys(unknown).length > 0) return problem(400, 'malformed');
    const invite = [...this.invites.values()].find(({ token }) => token === inviteToken);
    if (!invite) return problem(400, 'invite-invalid');
    const bytes = fromBase64Url(claim ?? '') ?? new Uint8Array();
    const hash = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    if (hash !== invite.claimHash) return problem(404, 'invite-unknown');
    if (invite.status === 'revoked' || invite.status === 'expired') return problem(410, `invite-${invite.status}`);
    return invite;
  }

  async #preview(body: string): Promise<Response> {
    const invite = await this.#invite(body);
    if (invite instanceof Response) return invite;
    const expiresAt = '2099-01-01T00:00:00Z';
    const headers: Record<string, string> = {
      ...(this.nonce ? { 'DPoP-Nonce': this.nonce } : {}),
      ...(this.date ? { Date: this.date.toUTCString() } : {}),
    };
    if (invite.status === 'redeemed') return Response.json({ expiresAt, redeemed: true }, { headers });
    return Response.json({ sealedRecord: invite.sealedRecord, expiresAt, redeemed: false }, { headers });
  }

  async #redeem(body: string, jwk: string): Promise<Response> {
    const invite = await this.#invite(body);
    if (invite instanceof Response) return invite;
    if (invite.session && invite.session.jwk !== jwk) {
      this.relay.alert(invite.inviteId, 'redeem-attempt');
      return problem(410, 'invite-used');
    }
    const status = invite.session ? 200 : 201;
    invite.session ??= { id: `session-${invite.inviteId}`, jwk, ended: false };
    invite.status = 'redeemed';
    this.relay.open(invite.inviteId, MEMBER);
    const answer = {
      sessionId: invite.session.id,
      conversationId: invite.inviteId,
      ...this.#accessToken(invite.inviteId),
      sealedRecord: invite.sealedRecord,
      relayUrl: RELAY_URL,
      pushKey: this.pushKey,
      idleExpiresAt: '2099-01-01T00:00:00Z',
    };
    return Response.json(answer, { status });
  }
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ type: `urn:guestchat:problem:${code}`, title: code, status });
  return new Response(body, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
}

/** The claims of a DPoP proof whose signature is good, and its key. */
async function readProof(jwt: string) {
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const { typ, alg, jwk } = json(header);
  if (typ !== 'dpop+jwt' || alg !== 'ES256') return undefined;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', jwk as JsonWebKey, algorithm, false, ['verify']);
  const signed = utf8(`${header}.${claims}`);
  const bytes = fromBase64Url(signature) ?? new Uint8Array();
  const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes, signed);
  const { htm, htu, nonce } = json(claims);
  return good ? { htm, htu, nonce, jwk: JSON.stringify(jwk) } : undefined;
}

function json(part: string): Record<string, unknown> {
  return JSON.parse(fromUtf8(fromBase64Url(part) ?? new Uint8Array())) as Record<string, unknown>;
}
