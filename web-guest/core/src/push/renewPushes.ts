import type { Environment } from '../environment/environment.js';
import { GUEST_DATABASE } from '../store/database.js';
import type { BrowserSubscription } from './platform.js';
import { PushService } from './pushService.js';
import { PushStore } from './pushStore.js';

/**
 * The browser has exchanged its subscription: every chat that is pushed says so to its service. For a service worker,
 * which may be all that runs.
 *
 * @param subscribe makes the new one, with the key that the first of the services names
 */
export async function renewPushes(
  environment: Environment,
  subscribe: (key: string) => Promise<BrowserSubscription>,
): Promise<void> {
  const store = await PushStore.open(environment, GUEST_DATABASE);
  try {
    for (const { sessionId, sessionUrl, proof } of await store.pushed()) {
      const service = new PushService(environment, sessionUrl);
      const key = await service.key(sessionId, proof);
      if (key.kind === 'key') await service.keep(sessionId, proof, await subscribe(key.value));
    }
  } finally {
    store.close();
  }
}
