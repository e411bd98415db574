import { fromBase64Url, toBase64Url } from '../encoding/base64url.js';
import type { BrowserSubscription, PushPlatform } from './platform.js';

/**
 * Why a browser has no pushes for a page: it knows none (or not in private mode), or it has them for pages on the home
 * screen only, as on iPhones, where this chat could not be found.
 */
export type NoPush = 'browser' | 'home-screen';

/** What only a page can do. */
export interface PushPage {
  /** Registers its service worker, again with each change of it; or finds it unchanged. */
  register(): Promise<ServiceWorkerRegistration>;
  /** `Notification.requestPermission`. */
  ask(): Promise<NotificationPermission>;
}

/** Pushes through a service worker, which need not be registered before the reader turns them on. */
export function browserPush(page: PushPage): PushPlatform | NoPush {
  const { navigator } = globalThis;
  if (!navigator.serviceWorker || !globalThis.PushManager || !globalThis.Notification) {
    return 'standalone' in navigator ? 'home-screen' : 'browser';
  }
  const found = () => navigator.serviceWorker.getRegistration();
  return {
    get permission() {
      return Notification.permission;
    },
    ask: () => page.ask(),
    async subscribe(key) {
      await page.register();
      return subscribeWith(await navigator.serviceWorker.ready, key);
    },
    async unsubscribe() {
      const subscription = await (await found())?.pushManager.getSubscription();
      await subscription?.unsubscribe();
    },
    async clear() {
      for (const shown of (await (await found())?.getNotifications()) ?? []) shown.close();
    },
  };
}

/** Subscribes a registration with this key, in the place of a subscription with another. */
export async function subscribeWith(
  { pushManager }: Pick<ServiceWorkerRegistration, 'pushManager'>,
  key: string,
): Promise<BrowserSubscription> {
  const existing = await pushManager.getSubscription();
  if (existing && subscriptionOf(existing).key !== key) await existing.unsubscribe();
  const applicationServerKey = fromBase64Url(key) ?? null;
  return subscriptionOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
}

function subscriptionOf(subscription: PushSubscription): BrowserSubscription {
  const key = subscription.options.applicationServerKey;
  return { key: key ? toBase64Url(new Uint8Array(key)) : '', json: subscription.toJSON() };
}
