import type { Message } from '@guestchat/core';

/** The peer's messages after the one last seen; none when that is gone, as then all has changed. */
export function arrivals(messages: readonly Message[], seen: string | undefined): readonly Message[] {
  const start = messages.findLastIndex(({ id }) => id === seen) + 1;
  if (seen !== undefined && start === 0) return [];
  return messages.slice(start).filter(({ mine }) => !mine);
}
