import type { Chat } from '../chat/chat.js';
import { cleanName } from '../content/names.js';
import { foundConversation } from '../conversation/founding.js';
import type { LinkKeys } from '../keys/linkKeys.js';
import { openRecord } from '../record/inviteRecord.js';
import { generateProofKey } from '../session/proofKey.js';
import type {
  AccessToken,
  InviteCredential,
  RedeemedSession,
  SessionFailure,
  SessionService,
} from '../session/sessionService.js';
import { StorageLost } from '../store/lastingDatabase.js';
import { Lead } from '../store/lead.js';
import { outOfRoom } from '../store/room.js';
import { leadName, startGuestChat } from './guestChat.js';
import type { Home } from './home.js';
import { JoinError, type OpenResult } from './openResult.js';

/** How long a guest who pressed "join" waits for a service that asks to try again, in milliseconds in all. */
const JOIN_PATIENCE = 5000;

/** A link that is whole, with all that acting on it needs. */
export interface OpenLink extends Home {
  readonly service: SessionService;
  readonly sessionUrl: string;
  readonly id: string;
  readonly keys: LinkKeys;
  readonly credential: InviteCredential;
  forgetFragment(chat: string): void;
}

/** @throws JoinError */
export async function joinInvite(link: OpenLink, name: string): Promise<Chat> {
  const guestName = cleanName(name);
  if (guestName === undefined) throw new JoinError('invalid-name');
  const lead = await Lead.take(link.environment, leadName(link.id));
  try {
    return lead.leads ? await joinAsLeader(link, guestName, lead) : await joinedElsewhere(link, lead);
  } catch (error) {
    lead.release();
    throw outOfRoom(error) || error instanceof StorageLost ? new JoinError('storage') : error;
  }
}

/**
 * A redemption whose answer, or whose page, was lost: this browser still has the key it used, so it asks again.
 * Undefined when this browser never tried; then somebody else did.
 */
export async function finishJoining(link: OpenLink): Promise<OpenResult | undefined> {
  const joining = await link.store.joining(link.id);
  if (!joining) return undefined;
  try {
    return { kind: 'chat', chat: await joinInvite(link, joining.name) };
  } catch (error) {
    if (!(error instanceof JoinError)) throw error;
    if (error.reason === 'used') await link.store.dropJoining(link.id);
    return resultOf(link, error);
  }
}

/** True when the member is told. */
export async function requestNewLink({ service, credential }: OpenLink): Promise<boolean> {
  return (await service.requestLink(credential)).kind === 'requested';
}

/** Another tab of this browser was quicker: this one shows the same chat, and can take over from there. */
async function joinedElsewhere(link: OpenLink, lead: Lead): Promise<Chat> {
  if (!(await link.store.conversations.load(link.id))) throw new JoinError('unavailable');
  return started(link, lead);
}

async function joinAsLeader(link: OpenLink, name: string, lead: Lead): Promise<Chat> {
  const { environment, store } = link;
  if (await store.conversations.load(link.id)) return started(link, lead);
  // Kept before the request goes out: only this key can recover a lost answer.
  const proof = (await store.joining(link.id))?.proof ?? (await generateProofKey(environment.crypto));
  await store.saveJoining({ id: link.id, name, proof });
  const session = await redeem(link, proof);
  if (session.kind !== 'redeemed') throw joinErrorOf(session);
  await found(link, name, proof, session);
  return started(link, lead, session.accessToken);
}

/** A service that is back in a moment (a view being rebuilt, say) is worth waiting for: the same key may ask again. */
async function redeem(
  { environment, service, credential }: OpenLink,
  proof: CryptoKeyPair,
): Promise<RedeemedSession | SessionFailure> {
  for (let pause = 0; ; ) {
    const answer = await service.redeem(credential, proof);
    if (answer.kind !== 'unavailable' || answer.retryAfterSeconds === undefined) return answer;
    pause += answer.retryAfterSeconds * 1000;
    if (pause > JOIN_PATIENCE) return answer;
    await new Promise<void>((resolve) => environment.setTimeout(resolve, (answer.retryAfterSeconds ?? 0) * 1000));
  }
}

async function started(link: OpenLink, lead: Lead, token?: AccessToken): Promise<Chat> {
  const chat = await startGuestChat(link, link.id, token ? { lead, token } : { lead });
  if (!chat) throw new Error('what was written can be read');
  link.forgetFragment(link.id);
  return chat;
}

async function found(link: OpenLink, name: string, proof: CryptoKeyPair, answer: RedeemedSession): Promise<void> {
  const { environment, store, sessionUrl } = link;
  const record = await openRecord(environment.crypto, link.keys, answer.sealedRecord);
  if (!record || answer.conversationId !== link.id) throw new JoinError('damaged');
  const session = { sessionId: answer.sessionId, sessionUrl, relayUrl: answer.relayUrl, name, pushes: answer.pushes };
  const guest = { name, session, proof };
  const founded = await foundConversation(environment.crypto, environment.now(), link, record, guest);
  if (!founded) throw new JoinError('damaged');
  await store.conversations.save(founded.keys, 0, founded.held, founded.additions);
}

function joinErrorOf(failure: SessionFailure): JoinError {
  switch (failure.kind) {
    case 'refused':
      return new JoinError('unavailable');
    case 'rate-limited':
    case 'unavailable':
      return new JoinError(failure.kind, failure.retryAfterSeconds);
    default:
      return new JoinError(failure.kind);
  }
}

function resultOf(link: OpenLink, { reason, retryAfterSeconds }: JoinError): OpenResult {
  switch (reason) {
    case 'rate-limited':
      return { kind: reason, retryAfterSeconds: retryAfterSeconds ?? 0 };
    case 'unavailable':
      return retryAfterSeconds === undefined ? { kind: reason } : { kind: reason, retryAfterSeconds };
    case 'invalid-name':
      return { kind: 'unavailable' };
    case 'expired':
    case 'revoked':
    case 'used':
    case 'ended':
      return { kind: reason, requestNewLink: () => requestNewLink(link) };
    default:
      return { kind: reason };
  }
}
