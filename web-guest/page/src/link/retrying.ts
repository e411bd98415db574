import { onWake } from '@guestchat/core';

/**
 * Tries again when the network returns, looked at or not, and when the reader comes back to the page: a phone that kept it
 * asleep meanwhile did not tell it of the network.
 *
 * @param waiting whether it is too early
 * @returns what ends it
 */
export const retryWhenAwake = (waiting: () => boolean, retry: () => void): (() => void) =>
  onWake((reason) => {
    if ((reason === 'online' || !document.hidden) && !waiting()) retry();
  });
