import { toBase64Url } from '../encoding/base64url.js';
import type { Environment } from '../environment/environment.js';
import { missingFeature } from '../environment/features.js';
import { deriveLinkKeys, type LinkKeys } from '../keys/linkKeys.js';
import { parseFragment } from '../link/guestLink.js';
import { openRecord } from '../record/inviteRecord.js';
import { generateProofKey } from '../session/proofKey.js';
import { type Preview, type SessionFailure, SessionService } from '../session/sessionService.js';
import type { GuestStore } from '../store/guestStore.js';
import { StorageLost } from '../store/lastingDatabase.js';
import { startGuestChat } from './guestChat.js';
import { type Home, homeOf, pageEnvironment } from './home.js';
import { finishJoining, joinInvite, type OpenLink, requestNewLink } from './joining.js';
import type { OpenGuestOptions, OpenResult } from './openResult.js';

/** Key packages allow for a week to either side (see mls/config); a day of it is for the time until the guest joins. */
const CLOCK_TOLERANCE = 6 * 24 * 60 * 60 * 1000;

/**
 * What this browser and this link amount to. Changes nothing anywhere, but for resuming a join that an earlier page
 * began and could not finish, and for the alert to both sides when the link was used by somebody else.
 */
export async function openGuest(options: OpenGuestOptions): Promise<OpenResult> {
  const environment = options.environment ?? pageEnvironment();
  const sessionUrl = Promise.resolve(options.sessionUrl).catch(() => undefined);
  const feature = await missingFeature(environment);
  if (feature) return { kind: 'unsupported', feature };
  const home = await homeOf(environment).catch(() => undefined);
  if (!home) return { kind: 'storage' };
  try {
    return await openAt(home, options, sessionUrl);
  } catch (error) {
    if (error instanceof StorageLost) return { kind: 'storage' };
    throw error;
  }
}

async function openAt(
  home: Home,
  options: OpenGuestOptions,
  sessionUrl: Promise<string | undefined>,
): Promise<OpenResult> {
  const { environment, store, farewells } = home;
  void farewells.sayAll().catch(() => {});
  void store.dropOldTraces().catch(() => {});
  if (options.fragment === '') return resume(home, options);
  const link = await readLink(environment, options.fragment);
  if (!link) return { kind: 'damaged' };
  const stored = await startGuestChat(home, link.id);
  if (stored) {
    options.forgetFragment(link.id);
    return { kind: 'chat', chat: stored };
  }
  const open = (url: string) => openLink(home, { ...options, sessionUrl: url }, link);
  if (await store.wasErased(link.id)) {
    return {
      kind: 'erased',
      requestNewLink: async () => {
        const url = await sessionUrl;
        return url !== undefined && requestNewLink(open(url));
      },
    };
  }
  const url = await sessionUrl;
  return url === undefined ? { kind: 'unavailable' } : openInvite(open(url));
}

function openLink(
  home: Home,
  { sessionUrl, forgetFragment }: { readonly sessionUrl: string; forgetFragment(chat: string): void },
  { id, inviteToken, keys }: ReadLink,
): OpenLink {
  const service = new SessionService(home.environment, sessionUrl);
  const credential = { inviteToken, claim: toBase64Url(keys.claim) };
  return { ...home, service, sessionUrl, id, keys, credential, forgetFragment };
}

/** The page's own chat, or else the only one that goes on; of those that have ended the latest. */
async function resume(
  home: Home,
  { chat: own, forgetFragment }: Pick<OpenGuestOptions, 'chat' | 'forgetFragment'>,
): Promise<OpenResult> {
  const records = (await home.store.conversations.records()).sort((a, b) => b.activityAt - a.activityAt);
  const open = async (id: string): Promise<OpenResult> => {
    const chat = await startGuestChat(home, id);
    if (!chat) return { kind: 'none' };
    forgetFragment(id);
    return { kind: 'chat', chat };
  };
  const going = records.filter(({ status }) => status === 'open');
  const one = records.find(({ id }) => id === own) ?? (going.length > 1 ? undefined : (going[0] ?? records[0]));
  if (one) return open(one.id);
  const chats = going.map(({ id, peerName, activityAt }) => ({ id, name: peerName, activityAt: new Date(activityAt) }));
  return chats.length > 0 ? { kind: 'chats', chats, open } : { kind: 'none' };
}

/** The name of a join that was begun here, else of the latest chat; it is gone when the chat is erased. */
async function lastNameIn(store: GuestStore, id: string): Promise<string | undefined> {
  const records = await store.conversations.records();
  const [latest] = records.sort((a, b) => b.activityAt - a.activityAt);
  return (await store.joining(id))?.name ?? latest?.session?.name;
}

interface ReadLink {
  readonly id: string;
  readonly inviteToken: string;
  readonly keys: LinkKeys;
}

/** The token names the invite, the secret derives it: two that differ are not one link. */
async function readLink(environment: Environment, fragment: string): Promise<ReadLink | undefined> {
  const link = await parseFragment(environment.crypto, fragment);
  if (!link) return undefined;
  const keys = await deriveLinkKeys(environment.crypto, link.linkSecret);
  const id = toBase64Url(keys.locator);
  return id === link.inviteId ? { id, inviteToken: link.inviteToken, keys } : undefined;
}

async function openInvite(link: OpenLink): Promise<OpenResult> {
  const { environment, store, service, id, keys, credential } = link;
  const preview: Preview = await service.preview(credential);
  switch (preview.kind) {
    case 'open': {
      const record = await openRecord(environment.crypto, keys, preview.sealedRecord);
      if (!record) return { kind: 'damaged' };
      const { clockBehind } = service;
      // Told before anything is redeemed: an invite that is used up by a group that cannot be founded helps nobody.
      if (Math.abs(clockBehind) > CLOCK_TOLERANCE) return { kind: 'clock' };
      const lastName = await lastNameIn(store, id);
      return {
        kind: 'invited',
        inviter: record.profile,
        expiresAt: preview.expiresAt,
        clockBehind,
        ...(lastName === undefined ? {} : { lastName }),
        join: (name) => joinInvite(link, name),
        requestNewLink: () => requestNewLink(link),
      };
    }
    case 'redeemed':
      return (await finishJoining(link)) ?? reportUse(link);
    default:
      return screenOf(link, preview);
  }
}

/**
 * Somebody else redeemed this link. Asking for it with a key of our own can win nothing any more; it is what makes the
 * session-service tell both sides that another browser holds their link.
 */
async function reportUse(link: OpenLink): Promise<OpenResult> {
  const answer = await link.service.redeem(link.credential, await generateProofKey(link.environment.crypto));
  return answer.kind === 'redeemed' ? { kind: 'unavailable' } : screenOf(link, answer);
}

function screenOf(link: OpenLink, failure: SessionFailure): OpenResult {
  switch (failure.kind) {
    case 'expired':
    case 'revoked':
    case 'used':
    case 'ended':
      return { kind: failure.kind, requestNewLink: () => requestNewLink(link) };
    case 'refused':
      return { kind: 'unavailable' };
    case 'damaged':
    case 'unknown':
      return { kind: failure.kind };
    case 'rate-limited':
    case 'unavailable':
      return failure;
  }
}
