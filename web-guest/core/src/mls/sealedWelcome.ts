import type { Bytes } from '../encoding/bytes.js';
import { importAeadKey, open, seal } from '../keys/aead.js';
import type { LinkKeys } from '../keys/linkKeys.js';

type WelcomeKeys = Pick<LinkKeys, 'welcome' | 'locator'>;

/** The Welcome as the relay carries it: sealed with the link, so that the servers learn nothing of the group. */
export async function sealWelcome(crypto: Crypto, keys: WelcomeKeys, welcome: Bytes): Promise<Bytes> {
  return seal(crypto, await importAeadKey(crypto, keys.welcome), welcome, keys.locator);
}

export async function openWelcome(crypto: Crypto, keys: WelcomeKeys, sealed: Bytes): Promise<Bytes | undefined> {
  return open(crypto, await importAeadKey(crypto, keys.welcome), sealed, keys.locator);
}
