import type { Chat } from '@guestchat/core/member';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Blocks } from './provider/provider.ts';

/** Whom the member has blocked. What such a guest asks for is not shown. */
export function useBlocks(blocks: Blocks, chats: readonly Chat[]) {
  const blocked = useSignal<ReadonlySet<string>>(new Set());
  useEffect(() => {
    blocks.blocked().then(
      (ids) => {
        blocked.value = new Set([...blocked.peek(), ...ids]);
      },
      // The chats are there all the same; the next opening asks again.
      () => {},
    );
  }, [blocks, blocked]);
  useEffect(() => {
    for (const chat of chats) {
      const { id, alerts } = chat.state;
      if (blocked.value.has(id) && alerts.includes('link-requested')) chat.dismissAlert('link-requested');
    }
  }, [chats, blocked.value]);
  const block = async (id: string) => {
    await blocks.block(id);
    blocked.value = new Set([...blocked.peek(), id]);
  };
  return { blocked: blocked.value, block };
}
