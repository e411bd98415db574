import { fromBase64Url } from '../encoding/base64url.js';
import { joinByWelcome } from '../mls/joining.js';
import { decodeOwnKeyPackage } from '../mls/keyPackage.js';
import { openWelcome } from '../mls/sealedWelcome.js';
import { mlsContext } from '../mls/suite.js';
import type { Deliver } from '../relay/frames.js';
import { safetyNumberOf } from '../safety/safetyNumber.js';
import type { Held } from '../store/conversationStore.js';
import type { StoredInvite } from '../store/records.js';

export type Accepted =
  | { readonly kind: 'accepted'; readonly held: Held }
  | { readonly kind: 'refused'; readonly code: string };

/**
 * The first envelope of an invite's conversation must be its guest's Welcome (protocol, 5.3). What comes back holds none
 * of the invite's secrets, and is due for new keys at once, so that the invite-time key is gone too.
 */
export async function acceptWelcome(
  crypto: Crypto,
  now: number,
  invite: StoredInvite,
  frame: Deliver,
): Promise<Accepted> {
  if (frame.from !== 'guest' || frame.n !== 1 || frame.kind !== 'handshake') return refused('no-welcome');
  const { psk, welcome, publicPackage, privatePackage } = invite.secrets;
  const own = decodeOwnKeyPackage(publicPackage, privatePackage);
  const locator = fromBase64Url(invite.id);
  if (!own || !locator) throw new Error('stored invite cannot be read');
  const message = await openWelcome(crypto, { welcome, locator }, frame.payload);
  if (!message) return refused('welcome-not-sealed');
  const joined = await joinByWelcome(crypto, { locator, psk }, own, invite.signing, message);
  if (joined.kind === 'refused') return refused(`welcome-${joined.code}`);
  const { group } = joined;
  const context = await mlsContext(crypto, invite.signing);
  return {
    kind: 'accepted',
    held: {
      group,
      record: {
        id: invite.id,
        side: 'member',
        status: 'open',
        peerName: '',
        safetyNumber: await safetyNumberOf(crypto, context, group),
        sentN: 0,
        acceptedN: 0,
        deliveredN: 0,
        peerReadN: 0,
        storedSeq: frame.seq,
        peerN: frame.n,
        readN: 0,
        alerts: [],
        nextPosition: 1,
        activityAt: frame.at,
        epoch: { startedAt: now, messages: 0, shared: true, due: true },
      },
    },
  };
}

function refused(code: string): Accepted {
  return { kind: 'refused', code };
}
