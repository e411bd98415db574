import { bytesToBase64, decode, getGroupMembers, joinGroup, mlsMessageDecoder, wireformats } from 'ts-mls';
import { type Bytes, equal } from '../encoding/bytes.js';
import { type LinkKeys, pskId } from '../keys/linkKeys.js';
import { isLeafOf } from './credential.js';
import type { Group } from './group.js';
import type { OwnKeyPackage } from './keyPackage.js';
import { mlsContext } from './suite.js';

export type WelcomeRefusal = 'not-a-welcome' | 'not-for-this-invite' | 'not-our-psk' | 'not-a-new-pair';

export type Joined =
  | { readonly kind: 'joined'; readonly group: Group }
  | { readonly kind: 'refused'; readonly code: WelcomeRefusal };

/** The member's part of the handshake, with every check of section 5.3: nothing less than our invite's group of two. */
export async function joinByWelcome(
  crypto: Crypto,
  keys: Pick<LinkKeys, 'locator' | 'psk'>,
  own: OwnKeyPackage,
  signingKey: CryptoKey | undefined,
  welcomeMessage: Bytes,
): Promise<Joined> {
  const welcome = decodeWelcome(welcomeMessage);
  if (welcome?.secrets.length !== 1) return refused('not-a-welcome');
  const psk = countedPsk(keys);
  const context = await mlsContext(crypto, signingKey, psk.external);
  let group: Group;
  try {
    group = await joinGroup({ context, welcome, keyPackage: own.publicPackage, privateKeys: own.privatePackage });
  } catch {
    return refused('not-for-this-invite');
  }
  // The library asks once for each pre-shared key of the Welcome and fails at one that is not ours;
  // a Welcome with none would pass it.
  if (psk.asked() !== 1) return refused('not-our-psk');
  return isNewPair(group, keys.locator) ? { kind: 'joined', group } : refused('not-a-new-pair');
}

function isNewPair(group: Group, locator: Bytes): boolean {
  const { epoch, groupId, extensions } = group.groupContext;
  const [guest, member, ...others] = getGroupMembers(group);
  return (
    epoch === 1n &&
    equal(groupId, locator) &&
    extensions.length === 0 &&
    others.length === 0 &&
    isLeafOf(guest, 'guest') &&
    isLeafOf(member, 'member') &&
    group.privatePath.leafIndex === 1
  );
}

function countedPsk(keys: Pick<LinkKeys, 'locator' | 'psk'>) {
  let asked = 0;
  const external: Record<string, Uint8Array> = Object.defineProperty({}, bytesToBase64(pskId(keys.locator)), {
    get() {
      asked++;
      return keys.psk;
    },
  });
  return { external, asked: () => asked };
}

function decodeWelcome(message: Bytes) {
  try {
    const decoded = decode(mlsMessageDecoder, message);
    return decoded?.wireformat === wireformats.mls_welcome ? decoded.welcome : undefined;
  } catch {
    return undefined;
  }
}

function refused(code: WelcomeRefusal): Joined {
  return { kind: 'refused', code };
}
