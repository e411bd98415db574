import type { Environment } from '../environment/environment.js';
import { subscribeWith } from './browserPush.js';
import { pushedChats } from './pushedChats.js';
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
  scope.addEventListener('push', (event) => after(event, show(scope, text, environment)));
  scope.addEventListener('notificationclick', (event) => {
    (event as NotificationEvent).notification.close();
    after(event, open(scope, environment));
  });
  scope.addEventListener('pushsubscriptionchange', (event) =>
    after(
      event,
      renewPushes(environment, (key) => subscribeWith(scope.registration, key)),
    ),
  );
}

const windows = ({ clients }: WorkerScope) => clients.matchAll({ type: 'window', includeUncontrolled: true });

/** One notification, however many pushes; none for somebody who looks at the only chat that it can be about. */
async function show(scope: WorkerScope, { title, lang, dir }: PushText, environment: Environment): Promise<void> {
  const looking = (await windows(scope)).some(({ visibilityState }) => visibilityState === 'visible');
  if (looking && (await pushedChats(environment)) < 2) return;
  // `renotify`: what is still shown may be of an earlier absence.
  const options = { tag: 'message', renotify: true, icon: '/icon.svg', lang, dir };
  await scope.registration.showNotification(title, options);
}

/** Back to the page that may be meant; where there are more chats than pages, the reader is asked which. */
async function open(scope: WorkerScope, environment: Environment): Promise<void> {
  const pages = await windows(scope);
  const enough = pages.length >= (await pushedChats(environment));
  const page = pages.find(({ visibilityState }) => visibilityState !== 'visible') ?? pages[0];
  await (page && enough ? page.focus() : scope.clients.openWindow(scope.registration.scope));
}
