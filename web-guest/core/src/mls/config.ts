import { type ClientConfig, defaultKeyPackageEqualityConfig, type Lifetime } from 'ts-mls';

const DAY_SECONDS = 24 * 60 * 60;

/** The furthest that a peer may be ahead of us in one ratchet: each step costs us a derivation. */
export const MAX_GENERATIONS_AHEAD = 1000;

export const clientConfig: ClientConfig = {
  keyRetentionConfig: {
    // The relay delivers in order without gaps; skipped keys only matter after a refused message.
    retainKeysForGenerations: 16,
    retainKeysForEpochs: 4,
    maximumForwardRatchetSteps: MAX_GENERATIONS_AHEAD,
  },
  lifetimeConfig: { maximumTotalLifetime: BigInt(120 * DAY_SECONDS), validateLifetimeOnReceive: false },
  keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
  // Content is padded before it comes here, see content/padding.
  paddingConfig: { kind: 'alwaysPad', paddingLength: 0 },
};

/**
 * An invite lives 30 days at most and its service decides when it ends. The week to either side is for clocks: a guest
 * whose clock is wrong could otherwise redeem the invite and then not be able to use it.
 */
export function invitePackageLifetime(nowMilliseconds: number): Lifetime {
  const now = Math.floor(nowMilliseconds / 1000);
  return { notBefore: BigInt(now - 7 * DAY_SECONDS), notAfter: BigInt(now + 37 * DAY_SECONDS) };
}
