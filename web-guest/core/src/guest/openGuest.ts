import { toBase64Url } from '../encoding/base64url.js';
import { browserEnvironment } from '../environment/browser.js';
import type { Environment } from '../environment/environment.js';
import { missingFeature } from '../environment/features.js';
import { deriveLinkKeys, type LinkKeys } from '../keys/linkKeys.js';
import { parseFragment } from '../link/guestLink.js';
import { openRecord } from '../record/inviteRecord.js';
import { generateProofKey } from '../session/proofKey.js';
import { type Preview, type SessionFailure, SessionService } from '../session/sessionService.js';
import { GuestStore } from '../store/guestStore.js';
import { sayFarewells } from './farewells.js';
import { startGuestChat } from './guestChat.js';
import { finishJoining, joinInvite, type OpenLink } from './joining.js';
import type { OpenGuestOptions, OpenResult } from './openResult.js';

/**
 * What this browser and this link amount to. Changes nothing anywhere, but for resuming a join that an earlier page
 * began and could not finish, and for the alert to both sides when the link was used by somebody else.
 */
export async function openGuest(options: OpenGuestOptions): Promise<OpenResult> {
  const environment = options.environment ?? browserEnvironment();
  const feature = await missingFeature(environment);
  if (feature) return { kind: 'unsupported', feature };
  const store = await GuestStore.open(environment).catch(() => undefined);
  if (!store) return { kind: 'unsupported', feature: 'storage' };
  void sayFarewells(environment, store).catch(() => {});
  if (options.fragment === '') return resumeLatest(environment, store);
  const link = await readLink(environment, options.fragment);
  if (!link) return { kind: 'damaged' };
  const stored = await startGuestChat(environment, store, link.id);
  if (stored) {
    options.forgetFragment();
    return { kind: 'chat', chat: stored };
  }
  return openInvite(environment, store, options, link);
}

async function resumeLatest(environment: Environment, store: GuestStore): Promise<OpenResult> {
  const ids = await store.conversations.ids();
  const all = await Promise.all(ids.map((id) => store.conversations.load(id)));
  const [latest] = all
    .filter((loaded) => loaded !== undefined)
    .sort(
      (a, b) =>
        Number(a.held.record.status === 'ended') - Number(b.held.record.status === 'ended') ||
        b.held.record.activityAt - a.held.record.activityAt,
    );
  const chat = latest && (await startGuestChat(environment, store, latest.held.record.id));
  return chat ? { kind: 'chat', chat } : { kind: 'none' };
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

async function openInvite(
  environment: Environment,
  store: GuestStore,
  options: OpenGuestOptions,
  { id, inviteToken, keys }: ReadLink,
): Promise<OpenResult> {
  const { sessionUrl, forgetFragment } = options;
  const service = new SessionService(environment, sessionUrl);
  const credential = { inviteToken, claim: toBase64Url(keys.claim) };
  const link: OpenLink = { environment, store, service, sessionUrl, id, keys, credential, forgetFragment };
  const preview: Preview = await service.preview(credential);
  switch (preview.kind) {
    case 'open': {
      const record = await openRecord(environment.crypto, keys, preview.sealedRecord);
      if (!record) return { kind: 'damaged' };
      const { expiresAt } = preview;
      return { kind: 'invited', inviter: record.profile, expiresAt, join: (name) => joinInvite(link, name) };
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
      return withRequest(link, failure.kind);
    case 'refused':
      return { kind: 'unavailable' };
    case 'damaged':
    case 'unknown':
    case 'ended':
      return { kind: failure.kind };
    case 'rate-limited':
    case 'unavailable':
      return failure;
  }
}

function withRequest({ service, credential }: OpenLink, kind: 'expired' | 'revoked' | 'used'): OpenResult {
  const requestNewLink = async () => (await service.requestLink(credential)).kind === 'requested';
  return { kind, requestNewLink };
}
