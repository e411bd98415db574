import type { Environment } from '../environment/environment.js';
import { subscribeWith } from './browserPush.js';
import { renewPushes } from './renewPushes.js';

/** The part of a `ServiceWorkerGlobalScope` that pushes need. */
export interface WorkerScope {
  /** Its own. */
  readonly registration: Pick<ServiceWorkerRegistration, 'scope' | 'pushManager' | 'showNotification'>;
  /** The pages of its origin. */
  readonly clients: Pick<Clients, 'matchAll' | 'openWindow'>;
  /** Takes over from an earlier version at once. */
  skipWaiting(): Promise<void>;
  /** Of `install`, `push`, `notificationclick` and `pushsubscriptionchange`. */
  addEventListener(type: string, listener: (event: ExtendableEvent) => void): void;
}

/** What is shown for a push: words alone, and none of the chat's. */
export interface PushText {
  /** All that is shown. */
  readonly title: string;
  /** Its language's tag. */
  readonly lang: string;
  /** Its direction. */
  readonly dir: NotificationDirection;
}

/** What a page's service worker does for pushes. It answers no request. */
export function servePushes(scope: WorkerScope, text: PushText, environment: Environment): void {
  const after = (event: ExtendableEvent, work: Promise<unknown>) => event.waitUntil(work);
  scope.addEventListener('install', (event) => after(event, scope.skipWaiting()));
  scope.addEventListener('push', (event) => after(event, show(scope, text)));
  scope.addEventListener('notificationclick', (event) => {
    (event as NotificationEvent).notification.close();
    after(event, open(scope));
  });
  scope.addEventListener('pushsubscriptionchange', (event) =>
    after(
      event,
      renewPushes(environment, (key) => subscribeWith(scope.registration, key)),
    ),
  );
}

const windows = ({ clients }: WorkerScope) => clients.matchAll({ type: 'window', includeUncontrolled: true });

/** One notification, however many pushes; none for somebody who looks at the page. */
async function show(scope: WorkerScope, { title, lang, dir }: PushText): Promise<void> {
  if ((await windows(scope)).some(({ visibilityState }) => visibilityState === 'visible')) return;
  // `renotify`: what is still shown may be of an earlier absence.
  const options = { tag: 'message', renotify: true, icon: '/icon.svg', lang, dir };
  await scope.registration.showNotification(title, options);
}

/** Back to the chat where it is open, or opens it. */
async function open(scope: WorkerScope): Promise<void> {
  const [page] = await windows(scope);
  await (page ? page.focus() : scope.clients.openWindow(scope.registration.scope));
}
