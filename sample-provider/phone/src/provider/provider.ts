import type { MemberBackend } from '@guestchat/core/member';

/** A member of this provider. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

/** Who is logged in, with the token that proves it to the provider's backend. */
export interface Login {
  readonly token: string;
  readonly member: Account;
}

const KEPT = 'sample-login';

/** The login of this tab: two tabs can be two members. */
export function keptLogin(): Login | undefined {
  const kept = sessionStorage.getItem(KEPT);
  return kept ? (JSON.parse(kept) as Login) : undefined;
}

export const members = (): Promise<readonly Account[]> => call('GET', '/api/members');

export async function logIn(member: string): Promise<Login> {
  const login = await call<Login>('POST', '/api/login', undefined, { member });
  sessionStorage.setItem(KEPT, JSON.stringify(login));
  return login;
}

export function logOut(): void {
  sessionStorage.removeItem(KEPT);
  location.reload();
}

/** What the core asks of the provider for the member who is logged in. */
export function backendOf({ token }: Login): MemberBackend {
  return {
    createInvite: (invite) => call('POST', '/api/invites', token, invite),
    revokeInvite: (id) => call('DELETE', `/api/invites/${id}`, token),
    endConversation: (id) => call('DELETE', `/api/conversations/${id}`, token),
    relayToken: () => call('GET', '/api/relay-token', token),
  };
}

/** Whom the member blocked, by conversation, and the way to block one more; the provider's own, which the core knows nothing of. */
export interface Blocks {
  blocked(): Promise<readonly string[]>;
  /** Ends the conversation, for good. */
  block(conversation: string): Promise<void>;
}

export function blocksOf({ token }: Login): Blocks {
  return {
    blocked: () => call('GET', '/api/blocks', token),
    block: (conversation) => call('POST', '/api/blocks', token, { conversation }),
  };
}

/** @throws Error for every answer that is not a success; 404 of a DELETE is one: it is gone. */
async function call<Answer>(method: string, path: string, token?: string, body?: object): Promise<Answer> {
  const headers = new Headers();
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (body) headers.set('content-type', 'application/json');
  const response = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : null });
  if (response.status === 401) logOut();
  const gone = method === 'DELETE' && response.status === 404;
  if (!response.ok && !gone) throw new Error(`${method} ${path}: ${response.status}`);
  const text = gone ? '' : await response.text();
  return (text ? JSON.parse(text) : undefined) as Answer;
}
