import type { Chat } from '../chat/chat.js';
import { browserEnvironment } from '../environment/browser.js';
import type { Environment } from '../environment/environment.js';
import { GUEST_DATABASE } from '../store/database.js';
import type { NoPush } from './browserPush.js';
import type { PushPlatform } from './platform.js';
import { PushService } from './pushService.js';
import { type OwnSession, PushStore } from './pushStore.js';

/**
 * Whether the reader is told of new messages while the page is closed. `denied`: they have forbidden it in the browser,
 * and only there can they allow it. `none`: the provider tells nobody.
 */
export type NotificationsStatus = 'on' | 'off' | 'denied' | 'none' | NoPush;

/** How notifications stand; an immutable snapshot. */
export interface NotificationsState {
  /** Whether they are on, or why they are not. */
  readonly status: NotificationsStatus;
  /** It may be offered: the provider pushes, and the reader has not said "not now" in this chat. */
  readonly offer: boolean;
}

/** Why they could not be turned on: the browser or its push service did not do it, or the session-service was away. */
export type TurnOnFailure = 'browser' | 'unavailable';

/** Notifications of one chat. Nothing is asked of anybody until `turnOn`. */
export interface Notifications {
  /** How they stand now; a new object after each change. */
  readonly state: NotificationsState;
  /** Calls back after each change of `state`; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Call it right from a click: the browser asks for permission. Undefined when the state says how it went. */
  turnOn(): Promise<TurnOnFailure | undefined>;
  /** Ends them for this chat. Rejects if that cannot be kept here. */
  turnOff(): Promise<void>;
  /** The reader does not want to be asked again in this chat. */
  decline(): Promise<void>;
  /** Listens no more; they stay as they are. */
  close(): void;
}

/** The notifications of a chat as they stand; those that are on are renewed. Undefined for a chat that is not kept here. */
export async function openNotifications(
  chat: Chat,
  platform: PushPlatform | NoPush,
  environment: Environment = browserEnvironment(),
): Promise<Notifications | undefined> {
  const store = await PushStore.open(environment, GUEST_DATABASE);
  const session = await store.session(chat.state.id);
  if (!session) {
    store.close();
    return undefined;
  }
  if (typeof platform === 'string') return new Unavailable(platform, store);
  const notifications = new ChatNotifications(environment, chat, platform, store, session);
  await notifications.look();
  return notifications;
}

class Unavailable implements Notifications {
  readonly state: NotificationsState;
  constructor(
    status: NoPush,
    private readonly store: PushStore,
  ) {
    this.state = { status, offer: false };
  }
  subscribe = () => () => {};
  turnOn = async () => undefined;
  turnOff = async () => {};
  decline = async () => {};
  close(): void {
    this.store.close();
  }
}

class ChatNotifications implements Notifications {
  state: NotificationsState = { status: 'off', offer: false };
  readonly #id: string;
  readonly #service: PushService;
  readonly #listeners = new Set<() => void>();
  readonly #stop: (() => void)[] = [];

  constructor(
    environment: Environment,
    chat: Chat,
    private readonly platform: PushPlatform,
    private readonly store: PushStore,
    private readonly session: OwnSession,
  ) {
    this.#id = chat.state.id;
    this.#service = new PushService(environment, session.sessionUrl);
    this.#stop.push(
      environment.onWake(() => void platform.clear().catch(() => {})),
      chat.subscribe(() => {
        if (chat.state.status === 'ended') void this.#forget().catch(() => {});
      }),
    );
  }

  /** Finds out how it stands, and renews what is on: keys change, and a service may have dropped what it could not reach. */
  async look(): Promise<void> {
    const row = await this.store.row(this.#id);
    if (row?.state === 'on' && this.platform.permission === 'granted') {
      this.#show({ status: 'on', offer: false });
      void this.platform.clear().catch(() => {});
      void this.#renew();
    } else if (row?.state === 'on') {
      // Taken away in the browser's settings.
      void this.turnOff().catch(() => {});
    } else {
      this.#show(this.#withoutThem(row === undefined));
    }
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async turnOn(): Promise<TurnOnFailure | undefined> {
    // First of all: a browser asks only right after a click.
    const permission = await this.platform.ask();
    if (permission !== 'granted') {
      await this.decline();
      return undefined;
    }
    return this.#subscribe();
  }

  async turnOff(): Promise<void> {
    const { sessionId, proof } = this.session;
    const drop = () => this.#service.drop(sessionId, proof);
    const others = (await this.store.pushed()).some(({ id }) => id !== this.#id);
    // The browser's subscription stays for other chats: then the service must hear it, or pushes go on.
    if (others && (await drop()).kind !== 'dropped') throw new Error('the service could not be told');
    await this.#forget();
    await this.decline();
    // Whether or not that is heard: of a browser that has unsubscribed, the push service says so.
    if (!others) await drop();
  }

  async decline(): Promise<void> {
    await this.store.save({ id: this.#id, state: 'declined' });
    this.#show(this.#withoutThem(false));
  }

  close(): void {
    for (const stop of this.#stop) stop();
    this.#listeners.clear();
    this.store.close();
  }

  async #subscribe(): Promise<TurnOnFailure | undefined> {
    const { sessionId, sessionUrl, proof } = this.session;
    const key = await this.#service.key(sessionId, proof);
    if (key.kind === 'none') {
      await this.#forget();
      this.#show({ status: 'none', offer: false });
      return undefined;
    }
    if (key.kind !== 'key') return 'unavailable';
    const subscription = await this.platform.subscribe(key.value).catch(() => undefined);
    if (!subscription) return 'browser';
    const kept = await this.#service.keep(sessionId, proof, subscription);
    if (kept.kind !== 'kept') return 'unavailable';
    await this.store.save({ id: this.#id, state: 'on', sessionId, sessionUrl, proof });
    this.#show({ status: 'on', offer: false });
    return undefined;
  }

  /** Without a word: should it fail, the next opening tries again. */
  async #renew(): Promise<void> {
    if ((await this.#subscribe().catch(() => undefined)) === 'browser') await this.turnOff().catch(() => {});
  }

  /** The browser's one subscription goes with the last chat that needs it. */
  async #forget(): Promise<void> {
    await this.store.drop(this.#id);
    if ((await this.store.pushed()).length === 0) await this.platform.unsubscribe().catch(() => {});
  }

  #withoutThem(mayOffer: boolean): NotificationsState {
    const denied = this.platform.permission === 'denied';
    return { status: denied ? 'denied' : 'off', offer: mayOffer && !denied && this.session.pushes === true };
  }

  #show(state: NotificationsState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}
