import { inApp } from '@guestchat/chat';

/** Where the page is open, as far as it matters for how long a chat will last. */
export type Surroundings = 'app' | 'private' | 'ordinary';

/** A browser that has not said by then (ms) is taken for an ordinary one: an invitation waits for this. */
const ANSWERS_WITHIN = 1000;

/**
 * Looks around. A private window of Safari or Firefox shows itself by refusing the file system that belongs to a site;
 * Chrome's cannot be told from an ordinary one, so the page says to everybody what a private window means.
 */
export async function surroundings(browser: Navigator, standalone: boolean): Promise<Surroundings> {
  if (!standalone && inApp(browser.userAgent)) return 'app';
  const storage = browser.storage as StorageManager | undefined;
  if (!storage?.getDirectory) return 'ordinary';
  const late = new Promise((resolve) => setTimeout(resolve, ANSWERS_WITHIN));
  return Promise.race([storage.getDirectory(), late]).then(
    () => 'ordinary',
    () => 'private',
  );
}

/** An address by which a built-in browser hands this page, fragment and all, to the phone's own; undefined: no way. */
export function outside({ host, pathname, hash }: Location, userAgent: string): string | undefined {
  const address = host + pathname + hash;
  if (/\bAndroid\b/.test(userAgent))
    return `intent://${address}#Intent;scheme=https;action=android.intent.action.VIEW;end`;
  if (/\b(iPhone|iPad|iPod)\b/.test(userAgent)) return `x-safari-https://${address}`;
  return undefined;
}
