import { browserPush, type NoPush, type PushPlatform } from '@guestchat/core/notifications';
import { registerWorker } from '../worker/registration.ts';

/** This browser's pushes, or why it has none. */
export const pagePush = (): PushPlatform | NoPush =>
  browserPush({
    register: registerWorker,
    ask: () => Notification.requestPermission(),
  });
