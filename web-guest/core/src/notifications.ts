/** Being told of new messages while the page is closed: loaded by a page that offers it, after the chat. */
export { browserPush, type NoPush, type PushPage } from './push/browserPush.js';
export {
  type Notifications,
  type NotificationsState,
  type NotificationsStatus,
  openNotifications,
  type TurnOnFailure,
} from './push/notifications.js';
export type { BrowserSubscription, PushPlatform } from './push/platform.js';
