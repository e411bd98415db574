/** Where the page is open, as far as it matters for how long a chat will last. */
export type Surroundings = 'app' | 'private' | 'ordinary';

/** Names that apps' built-in browsers give themselves; `; wv)` is any Android WebView. */
const APPS =
  /\b(FBAN|FBAV|FB_IAB|Instagram|MicroMessenger|Snapchat|Twitter|LinkedInApp|Pinterest|BytedanceWebview|musical_ly|GSA)\b|\bLine\/|; wv\)/;
/** On iOS, only Safari and the browsers built on it say "Safari"; a web view does not. */
const APPLE_WEB_VIEW = /\b(iPhone|iPad|iPod)\b(?!.*\bSafari\/)/;

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

export const inApp = (userAgent: string): boolean => APPS.test(userAgent) || APPLE_WEB_VIEW.test(userAgent);

/** An address by which a built-in browser hands this page, fragment and all, to the phone's own; undefined: no way. */
export function outside({ host, pathname, hash }: Location, userAgent: string): string | undefined {
  const address = host + pathname + hash;
  if (/\bAndroid\b/.test(userAgent))
    return `intent://${address}#Intent;scheme=https;action=android.intent.action.VIEW;end`;
  if (/\b(iPhone|iPad|iPod)\b/.test(userAgent)) return `x-safari-https://${address}`;
  return undefined;
}
