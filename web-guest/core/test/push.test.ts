import { describe, expect, it } from 'vitest';
import type { Chat } from '../src/chat/chat.js';
import type { NoPush } from '../src/push/browserPush.js';
import { openNotifications } from '../src/push/notifications.js';
import type { BrowserSubscription, PushPlatform } from '../src/push/platform.js';
import { servePushes, type WorkerScope } from '../src/push/servePushes.js';
import { closeAfterTest, join, openMember, resume } from './world/chatting.js';
import { type Browser, until } from './world/environment.js';
import { World } from './world/world.js';

/** A browser's pushes, with one subscription for all its chats. */
class FakePush implements PushPlatform {
  permission: NotificationPermission = 'default';
  /** What the reader says when asked. */
  says: NotificationPermission = 'granted';
  asked = 0;
  subscription: BrowserSubscription | undefined;
  broken = false;
  made = 0;

  async ask(): Promise<NotificationPermission> {
    this.asked++;
    this.permission = this.says;
    return this.permission;
  }

  async subscribe(key: string): Promise<BrowserSubscription> {
    if (this.broken) throw new DOMException('no push service', 'AbortError');
    if (this.subscription?.key !== key) {
      this.subscription = { key, json: { endpoint: `https://push.example/${++this.made}` } };
    }
    return this.subscription;
  }

  async unsubscribe(): Promise<void> {
    this.subscription = undefined;
  }

  async clear(): Promise<void> {}
}

async function chatting(pushKey = 'QQ') {
  const world = new World();
  world.pushKey = pushKey || undefined;
  const member = await openMember(world, world.newBrowser());
  const page = world.newBrowser();
  const { link } = await member.invite();
  const chat = await join(world, page, link);
  return { world, member, page, chat, push: new FakePush(), session: `session-${chat.state.id}` };
}

async function opened(chat: Chat, platform: PushPlatform | NoPush, { environment }: Browser) {
  const notifications = await openNotifications(chat, platform, environment);
  if (!notifications) throw new Error('the chat is kept here');
  return closeAfterTest(notifications);
}

describe('notifications', () => {
  it('are off, and nobody is asked, until they are turned on', async () => {
    const { world, page, chat, push, session } = await chatting();
    const notifications = await opened(chat, push, page);
    expect(notifications.state).toEqual({ status: 'off', offer: true });
    expect([push.asked, push.made, world.pushes.size]).toEqual([0, 0, 0]);
    expect(await notifications.turnOn()).toBeUndefined();
    expect(notifications.state).toEqual({ status: 'on', offer: false });
    expect(world.pushes.get(session)).toBe('https://push.example/1');
  });

  it('stay on, without a question, when the page is opened again', async () => {
    const { world, page, chat, push, session } = await chatting();
    await (await opened(chat, push, page)).turnOn();
    world.pushes.clear();
    chat.close();
    const next = world.reload(page);
    const again = await opened(await resume(world, next), push, next);
    expect(again.state.status).toBe('on');
    await until('told again', () => world.pushes.get(session) === 'https://push.example/1');
    expect(push.asked).toBe(1);
  });

  it('are subscribed to anew once the provider has another key', async () => {
    const { world, page, chat, push, session } = await chatting();
    await (await opened(chat, push, page)).turnOn();
    world.pushKey = 'Qg';
    await opened(chat, push, page);
    await until('another subscription', () => world.pushes.get(session) === 'https://push.example/2');
    expect(push.subscription?.key).toBe('Qg');
  });

  it('are turned off at the service and in the browser', async () => {
    const { world, page, chat, push } = await chatting();
    const notifications = await opened(chat, push, page);
    await notifications.turnOn();
    await notifications.turnOff();
    expect(notifications.state).toEqual({ status: 'off', offer: false });
    expect([push.subscription, world.pushes.size]).toEqual([undefined, 0]);
  });

  it('stay on while others need the browser\u2019s subscription and the service does not hear that these are off', async () => {
    const { world, member, page, chat, push } = await chatting();
    const notifications = await opened(chat, push, page);
    await notifications.turnOn();
    const { link } = await member.invite();
    const next = world.reload(page);
    const other = await join(world, next, link);
    await (await opened(other, push, next)).turnOn();
    world.intercept = () => 'lost';
    await expect(notifications.turnOff()).rejects.toThrow();
    expect([notifications.state.status, world.pushes.size]).toEqual(['on', 2]);
    world.intercept = () => undefined;
    await notifications.turnOff();
    expect([notifications.state.status, world.pushes.size]).toEqual(['off', 1]);
    expect(push.subscription).toBeDefined();
  });

  it('are not offered again to who said no', async () => {
    const { page, chat, push } = await chatting();
    await (await opened(chat, push, page)).decline();
    expect((await opened(chat, push, page)).state).toEqual({ status: 'off', offer: false });
  });

  it('take the browser\u2019s no for an answer', async () => {
    const { world, page, chat, push } = await chatting();
    push.says = 'denied';
    const notifications = await opened(chat, push, page);
    expect(await notifications.turnOn()).toBeUndefined();
    expect(notifications.state).toEqual({ status: 'denied', offer: false });
    expect([push.made, world.pushes.size]).toEqual([0, 0]);
  });

  it('go when they are forbidden in the browser\u2019s settings', async () => {
    const { world, page, chat, push } = await chatting();
    await (await opened(chat, push, page)).turnOn();
    push.permission = 'denied';
    const notifications = await opened(chat, push, page);
    await until('dropped', () => world.pushes.size === 0 && push.subscription === undefined);
    expect(notifications.state.status).toBe('denied');
  });

  it.each([
    ['browser', { broken: true, lost: false }],
    ['unavailable', { broken: false, lost: true }],
  ])('say when they cannot be turned on: %s', async (failure, { broken, lost }) => {
    const { world, page, chat, push } = await chatting();
    push.broken = broken;
    if (lost) world.intercept = () => 'lost';
    const notifications = await opened(chat, push, page);
    expect(await notifications.turnOn()).toBe(failure);
    expect(notifications.state.status).toBe('off');
    expect(world.pushes.size).toBe(0);
  });

  it('are not there where the provider pushes nobody', async () => {
    const { world, page, chat, push } = await chatting();
    world.pushKey = undefined;
    const notifications = await opened(chat, push, page);
    await notifications.turnOn();
    expect(notifications.state).toEqual({ status: 'none', offer: false });
  });

  it('are not offered where the provider pushed nobody when the chat began', async () => {
    const { page, chat, push } = await chatting('');
    expect((await opened(chat, push, page)).state).toEqual({ status: 'off', offer: false });
  });

  it.each(['browser', 'home-screen'] as const)('say why the browser has none: %s', async (why) => {
    const { page, chat } = await chatting();
    const notifications = await opened(chat, why, page);
    await notifications.turnOn();
    expect(notifications.state).toEqual({ status: why, offer: false });
  });

  it('go with the chat, and the subscription with the last chat', async () => {
    const { world, member, page, chat, push } = await chatting();
    const { link } = await member.invite();
    const other = await join(world, page, link);
    await (await opened(chat, push, page)).turnOn();
    await (await opened(other, push, page)).turnOn();
    expect(new Set(world.pushes.values()).size).toBe(1);
    await chat.leave();
    await until('the second needs it', () => push.subscription !== undefined && other.state.status === 'open');
    world.relay.end(other.state.id, 'ended-by-member');
    await until('unsubscribed', () => push.subscription === undefined);
  });
});

describe('the worker', () => {
  /** A service worker without its browser; `visible` says whether somebody looks at a page of it. */
  function worker(page: Browser) {
    const listeners = new Map<string, (event: ExtendableEvent) => void>();
    const done: string[] = [];
    const shown: string[] = [];
    const windows: { visibilityState: string; focus(): Promise<void> }[] = [];
    const pushManager = {
      getSubscription: async () => null,
      subscribe: async () => ({ options: { applicationServerKey: null }, toJSON: () => ({ endpoint: 'https://new' }) }),
    };
    const scope = {
      registration: {
        scope: 'https://chat.example/',
        pushManager,
        showNotification: async (title: string, { tag }: NotificationOptions) => void shown.push(`${tag}: ${title}`),
      },
      clients: {
        matchAll: async () => windows,
        openWindow: async (url: string) => void done.push(`opened ${url}`),
      },
      skipWaiting: async () => void done.push('took over'),
      addEventListener: (type: string, listener: (event: ExtendableEvent) => void) => listeners.set(type, listener),
    } as unknown as WorkerScope;
    servePushes(scope, { title: 'Mesaj nou', lang: 'ro', dir: 'ltr' }, page.environment);
    const happens = async (type: string) => {
      let work: Promise<unknown> = Promise.resolve();
      const notification = { close: () => done.push('closed') };
      const waitUntil = (promise: Promise<unknown>) => {
        work = promise;
      };
      const event = { notification, waitUntil };
      listeners.get(type)?.(event as unknown as ExtendableEvent);
      await work;
    };
    const window = (visibilityState: string) =>
      windows.push({ visibilityState, focus: async () => void done.push('focused') });
    return { happens, window, done, shown };
  }

  it('shows that there is a message, to who does not look', async () => {
    const { happens, window, shown } = worker(new World().newBrowser());
    await happens('push');
    window('hidden');
    await happens('push');
    expect(shown).toEqual(['message: Mesaj nou', 'message: Mesaj nou']);
    window('visible');
    await happens('push');
    expect(shown).toHaveLength(2);
  });

  it('leads back to the chat, or opens it', async () => {
    const { happens, window, done } = worker(new World().newBrowser());
    await happens('notificationclick');
    window('hidden');
    await happens('notificationclick');
    expect(done).toEqual(['closed', 'opened https://chat.example/', 'closed', 'focused']);
  });

  it('knows that a push may be of another chat than the one that is looked at', async () => {
    const { world, member, page, chat, push } = await chatting();
    const { link } = await member.invite();
    const other = await join(world, page, link);
    await (await opened(chat, push, page)).turnOn();
    const { happens, window, done, shown } = worker(page);
    window('visible');
    await happens('push');
    expect(shown).toEqual([]);
    await (await opened(other, push, page)).turnOn();
    await happens('push');
    expect(shown).toEqual(['message: Mesaj nou']);
    await happens('notificationclick');
    expect(done).toEqual(['closed', 'opened https://chat.example/']);
    window('hidden');
    await happens('notificationclick');
    expect(done.slice(2)).toEqual(['closed', 'focused']);
  });

  it('tells of another subscription for each chat that is pushed', async () => {
    const { world, member, page, chat, push, session } = await chatting();
    const { link } = await member.invite();
    const other = await join(world, page, link);
    await (await opened(chat, push, page)).turnOn();
    await worker(page).happens('pushsubscriptionchange');
    expect([...world.pushes]).toEqual([[session, 'https://new']]);
    expect(other.state.status).toBe('open');
  });
});
