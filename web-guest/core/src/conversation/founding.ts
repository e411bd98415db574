import { encodeContent, newContentId } from '../content/content.js';
import type { LinkKeys } from '../keys/linkKeys.js';
import { authenticatedData } from '../mls/authenticatedData.js';
import { foundGroup } from '../mls/founding.js';
import { protect } from '../mls/group.js';
import { sealWelcome } from '../mls/sealedWelcome.js';
import { generateSigningKey, mlsContext } from '../mls/suite.js';
import type { InviteRecord } from '../record/inviteRecord.js';
import { safetyNumberOf } from '../safety/safetyNumber.js';
import type { Additions, Held } from '../store/conversationStore.js';
import type { ConversationKeys, GuestSession } from '../store/records.js';

export interface FoundedConversation {
  readonly held: Held;
  readonly keys: ConversationKeys;
  readonly additions: Additions;
}

/**
 * A guest's new conversation, complete before anything of it is sent: the group, the Welcome as n = 1, the guest's name
 * as n = 2. Undefined when the invite's key package cannot be used.
 */
export async function foundConversation(
  crypto: Crypto,
  now: number,
  link: { readonly id: string; readonly keys: LinkKeys },
  invite: InviteRecord,
  guest: { readonly name: string; readonly session: GuestSession; readonly proof: CryptoKeyPair },
): Promise<FoundedConversation | undefined> {
  const signingKey = await generateSigningKey(crypto);
  const founded = await foundGroup(crypto, link.keys, invite.keyPackage, signingKey, now);
  if (!founded) return undefined;
  const context = await mlsContext(crypto, signingKey.privateKey);
  const welcome = await sealWelcome(crypto, link.keys, founded.welcome);
  const profile = encodeContent({ type: 'profile', id: newContentId(crypto), name: guest.name });
  const introduced = await protect(context, founded.group, profile, authenticatedData('guest', 2));
  return {
    keys: { signing: signingKey.privateKey, proof: guest.proof },
    held: {
      group: introduced.group,
      record: {
        id: link.id,
        side: 'guest',
        status: 'open',
        peerName: invite.profile.name,
        safetyNumber: await safetyNumberOf(crypto, context, founded.group),
        sentN: 2,
        acceptedN: 0,
        deliveredN: 0,
        peerReadN: 0,
        storedSeq: 0,
        peerN: 0,
        readN: 0,
        alerts: [],
        nextPosition: 1,
        activityAt: now,
        epoch: { startedAt: now, messages: 1, shared: false, due: false },
        session: guest.session,
      },
    },
    additions: {
      outbox: [
        { n: 1, kind: 'handshake', payload: welcome },
        { n: 2, kind: 'application', payload: introduced.message },
      ],
      settled: 'joining',
    },
  };
}
