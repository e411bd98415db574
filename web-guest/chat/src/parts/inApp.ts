/** Names that apps' built-in browsers give themselves; `; wv)` is any Android WebView. */
const APPS =
  /\b(FBAN|FBAV|FB_IAB|Instagram|MicroMessenger|Snapchat|Twitter|LinkedInApp|Pinterest|BytedanceWebview|musical_ly|GSA)\b|\bLine\/|; wv\)/;
/** On iOS, only Safari and the browsers built on it say "Safari"; a web view does not. */
const APPLE_WEB_VIEW = /\b(iPhone|iPad|iPod)\b(?!.*\bSafari\/)/;

/** Whether a browser that calls itself so is built into an app. */
export const inApp = (userAgent: string): boolean => APPS.test(userAgent) || APPLE_WEB_VIEW.test(userAgent);
