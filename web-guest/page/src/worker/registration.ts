const WORKER = '/worker.js';
/** Named in the page's headers: what makes the address of its worker, and of no other script. */
const POLICY = 'guestchat-worker';

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

/** Registers the page's worker, or finds it unchanged. Rejects where a browser has no workers (some, in private windows) or refuses it. */
export async function registerWorker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(workerAddress());
}

/** From now on the page opens without its server, too, as long as a chat is held here; without a worker it needs it as before. */
export async function keepPage(): Promise<void> {
  await registerWorker().catch(() => undefined);
}

/** A chat is gone from here: the worker goes, with what it keeps, if that was the last. */
export async function chatErased(): Promise<void> {
  const found = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  found?.active?.postMessage('erased');
}
