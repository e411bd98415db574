/** A browser's own push subscription. */
export interface BrowserSubscription {
  /** The key it was made with, base64url. */
  readonly key: string;
  /** As the session-service takes it; the endpoint in it is nobody else's business. */
  readonly json: object;
}

/**
 * What a browser gives for pushes: one subscription, shared by all chats of this browser. `browserPush` is the page's;
 * a service worker has part of it.
 */
export interface PushPlatform {
  /** What the reader has said so far; `default` for nothing. */
  readonly permission: NotificationPermission;
  /** Asks the reader, who has just clicked; resolves with what they said. */
  ask(): Promise<NotificationPermission>;
  /**
   * Subscribes with this key, in the place of a subscription with another.
   * @throws when the browser, or its push service, does not do it
   */
  subscribe(key: string): Promise<BrowserSubscription>;
  /** Ends the subscription, if there is one. */
  unsubscribe(): Promise<void>;
  /** Takes away what is shown: the reader is here. */
  clear(): Promise<void>;
}
