import type { Chat } from '@guestchat/core';
import { type Notifications, openNotifications } from '@guestchat/core/notifications';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { pagePush } from './platform.ts';

/** The notifications of a chat, once it is known how they stand. */
export function useNotifications(chat: Chat): Notifications | undefined {
  const notifications = useSignal<Notifications | undefined>(undefined);
  useEffect(() => {
    let left = false;
    let opened: Notifications | undefined;
    openNotifications(chat, pagePush()).then(
      (found) => {
        opened = found;
        if (left) found?.close();
        else notifications.value = found;
      },
      // The chat does without.
      () => {},
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [chat, notifications]);
  return notifications.value;
}
