/** What to do when the relay, or the network, ends the connection (protocol, section 4). */
export type AfterClose =
  | { readonly kind: 'stop'; readonly status: 'elsewhere' | 'ended' }
  | {
      readonly kind: 'reconnect';
      /** Milliseconds to wait at least, on top of what repeated failures ask for. */
      readonly pause: number;
      /** Whether this counts towards waiting longer each time. */
      readonly failure: boolean;
    };

/** The longest pause between two attempts, in milliseconds: while somebody waits, and while nobody looks. */
export const LONGEST_BACKOFF = 30_000;
export const LONGEST_BACKOFF_HIDDEN = 10 * 60_000;
/** Spread over which clients of a restarted node come back, in milliseconds. */
const RESTART_SPREAD = 3000;

export function afterClose(code: number, random: number): AfterClose {
  switch (code) {
    case 4409:
      // Taking the connection back would make two tabs throw each other out for ever.
      return { kind: 'stop', status: 'elsewhere' };
    case 4410:
      return { kind: 'stop', status: 'ended' };
    case 1012:
      return { kind: 'reconnect', pause: random * RESTART_SPREAD, failure: false };
    case 1013:
      return { kind: 'reconnect', pause: 2000, failure: true };
    case 4429:
      return { kind: 'reconnect', pause: 45_000, failure: true };
    case 4400:
    case 4403:
      // One of the two is wrong about the other; asking again soon would not change that.
      return { kind: 'reconnect', pause: 60_000, failure: true };
    default:
      // 4401 (the next attempt brings a fresh token), 4408, a lost network, anything new.
      return { kind: 'reconnect', pause: 0, failure: true };
  }
}

/** Exponential with jitter, in milliseconds: after 1, 2, 3 … failures up to 1 s, 2 s, 4 s … `longest`, at least half. */
export function backoff(failures: number, random: number, longest = LONGEST_BACKOFF): number {
  const limit = Math.min(1000 * 2 ** Math.max(failures - 1, 0), longest);
  return failures === 0 ? 0 : limit * (0.5 + random / 2);
}
