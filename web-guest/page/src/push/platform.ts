import { browserPush, type NoPush, type PushPlatform } from '@guestchat/core/notifications';

const WORKER = '/push.js';
/** Named in the page's headers: what makes the address of its worker, and of no other script. */
const POLICY = 'guestchat-push';

interface Policy {
  createScriptURL(language: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

/** The worker's address, which says in which language it shows that there is a message. */
const address: Policy = { createScriptURL: (language) => `${WORKER}?${language}` };
let policy: Policy | undefined;

function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy(POLICY, address) ?? address;
  return policy.createScriptURL(document.documentElement.lang);
}

/** This browser's pushes, or why it has none. */
export const pagePush = (): PushPlatform | NoPush =>
  browserPush({
    register: () => navigator.serviceWorker.register(workerAddress()),
    ask: () => Notification.requestPermission(),
  });
