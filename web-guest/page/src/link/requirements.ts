import type { Feature } from '@guestchat/core';

/** What a browser needs, in words that its makers use. */
export const FEATURES: Readonly<Record<Feature, string>> = {
  crypto: 'Web Crypto (Ed25519, X25519)',
  storage: 'IndexedDB',
  websocket: 'WebSocket',
};

/** The first versions that have all of it; `index.html` says the same to browsers that run nothing of ours. */
export const VERSIONS = { chrome: '137', firefox: '130', safari: '17' };
