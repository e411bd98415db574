import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type KeepingScope, keepPage } from '../src/worker/keepPage.ts';

const ORIGIN = 'https://chat.example';

/** A page's server: what it has at which path, or why it has nothing. */
type Server = Map<string, string>;

/** A release: the document and what it loads, listed with their hashes. */
async function release(name: string): Promise<Server> {
  const files = new Map([
    ['index.html', `document of ${name}`],
    [`assets/index-${name}.js`, `script of ${name}`],
    [`assets/ro-${name}.json`, `texts of ${name}`],
    ['icon.svg', 'icon'],
    ['worker.js', `worker of ${name}`],
  ]);
  const lines = await Promise.all([...files].map(async ([file, text]) => `${await sum(text, 'hex')}  ${file}\n`));
  const served = [...files].map(([file, text]) => [file === 'index.html' ? '/' : `/${file}`, text] as const);
  return new Map([...served, ['/SHA384SUMS', lines.join('')]]);
}

async function sum(text: string, encoding: 'hex' | 'base64'): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-384', new TextEncoder().encode(text)));
  return encoding === 'base64'
    ? btoa(String.fromCharCode(...bytes))
    : [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A browser's caches, as far as a worker uses them: `addAll` is all or nothing, and holds each file to its hash. */
class FakeCaches {
  readonly stored = new Map<string, Map<string, Response>>();

  constructor(private readonly fetch: (request: Request) => Promise<Response>) {}

  keys = async () => [...this.stored.keys()];
  delete = async (name: string) => this.stored.delete(name);

  open = async (name: string): Promise<Cache> => {
    const files = this.stored.get(name) ?? new Map<string, Response>();
    this.stored.set(name, files);
    const addAll = async (requests: Request[]) => {
      const got = await Promise.all(requests.map(async (each) => [pathOf(each.url), await this.#held(each)] as const));
      for (const [path, response] of got) files.set(path, response);
    };
    const put = async (path: string, response: Response) => void files.set(path, response);
    return { addAll, put, match: async (path: string) => files.get(path)?.clone() } as unknown as Cache;
  };

  match = async (path: string) => {
    const found = [...this.stored.values()].find((files) => files.has(path));
    return found?.get(path)?.clone();
  };

  async #held(request: Request): Promise<Response> {
    const response = await this.fetch(request);
    const text = await response.clone().text();
    if (!response.ok) throw new TypeError(`${response.status}`);
    if (request.integrity && request.integrity !== `sha384-${await sum(text, 'base64')}`)
      throw new TypeError('integrity');
    return response;
  }
}

const pathOf = (url: string) => new URL(url, ORIGIN).pathname;

/** A browser with a worker of ours. */
class World {
  server: Server | 'away' | 'silent' | 'failing' = new Map();
  /** Of the document. */
  policy = 'first';
  chats = 1;
  registered = true;
  claimed = false;
  asked: string[] = [];
  readonly caches = new FakeCaches((request) => this.#fetch(request));
  readonly #listeners = new Map<string, (event: ExtendableEvent) => void>();

  constructor() {
    const scope: KeepingScope = {
      location: { origin: ORIGIN },
      caches: this.caches as unknown as CacheStorage,
      registration: {
        unregister: async () => {
          this.registered = false;
          return true;
        },
      },
      clients: {
        claim: async () => {
          this.claimed = true;
        },
      },
      // A request of a page is no Request here: none can be made that navigates.
      fetch: (request) => this.#fetch(new Request(new URL((request as Request).url ?? request, ORIGIN))),
      addEventListener: (type, listener) => this.#listeners.set(type, listener),
    };
    keepPage(scope, async () => this.chats > 0);
  }

  /** Something happens, and all that follows from it has happened. */
  async happens(type: string, event: object = {}): Promise<void> {
    const work: Promise<unknown>[] = [];
    const waitUntil = (promise: Promise<unknown>) => void work.push(promise);
    this.#listeners.get(type)?.({ ...event, waitUntil } as unknown as ExtendableEvent);
    await Promise.all(work);
  }

  /** What a page gets: the worker's answer, or `none` where it leaves that to the browser. Rejects as the browser would. */
  async gets(path: string, { mode = 'navigate', method = 'GET' } = {}): Promise<string> {
    let answer: Promise<Response> | undefined;
    const respondWith = (promise: Promise<Response>) => {
      answer = promise;
    };
    const request = { url: new URL(path, ORIGIN).href, mode, method };
    const done = this.happens('fetch', { request, respondWith });
    const response = await answer;
    if (this.server !== 'silent') await done;
    return response ? response.text() : 'none';
  }

  kept(): string[] {
    return [...this.caches.stored.values()].flatMap((files) => [...files.keys()]).sort();
  }

  async #fetch(request: Request): Promise<Response> {
    const path = pathOf(request.url);
    this.asked.push(path);
    switch (this.server) {
      case 'away':
        throw new TypeError('no network');
      case 'silent':
        return new Promise(() => {});
      case 'failing':
        return new Response('bad gateway', { status: 502 });
      default: {
        const text = this.server.get(path === '/i' ? '/' : path);
        const headers = { 'content-security-policy': this.policy };
        return text === undefined ? new Response('not found', { status: 404 }) : new Response(text, { headers });
      }
    }
  }
}

describe('a browser that holds a chat', () => {
  let world: World;

  beforeEach(async () => {
    world = new World();
    world.server = await release('1');
    await world.happens('install');
    await world.happens('activate');
  });

  test('keeps one whole release, and nothing else', () => {
    expect(world.kept()).toEqual(['/', '/SHA384SUMS', '/assets/index-1.js', '/assets/ro-1.json']);
    expect(world.claimed).toBe(true);
  });

  test('opens without a network, wherever a link or a notification leads', async () => {
    world.server = 'away';
    expect(await world.gets('/')).toBe('document of 1');
    expect(await world.gets('/i?utm=x#v1.token.secret')).toBe('document of 1');
    expect(await world.gets('/assets/index-1.js', { mode: 'cors' })).toBe('script of 1');
  });

  test('opens what is kept when the server is at a loss, or says nothing for 5 s', async () => {
    world.server = 'failing';
    expect(await world.gets('/i')).toBe('document of 1');
    vi.useFakeTimers();
    try {
      world.server = 'silent';
      let shown = '';
      void world.gets('/i').then((text) => {
        shown = text;
      });
      await vi.advanceTimersByTimeAsync(4_999);
      expect(shown).toBe('');
      await vi.advanceTimersByTimeAsync(1);
      await vi.waitUntil(() => shown === 'document of 1');
    } finally {
      vi.useRealTimers();
    }
  });

  test('shows the newest release wherever its server can be reached, and keeps that one from then on', async () => {
    world.server = await release('2');
    expect(await world.gets('/i')).toBe('document of 2');
    expect(world.kept()).toEqual(['/', '/SHA384SUMS', '/assets/index-2.js', '/assets/ro-2.json']);
    world.server = 'away';
    expect(await world.gets('/i')).toBe('document of 2');
  });

  test('keeps the old one whole while its server gives some of each', async () => {
    world.server = await release('2');
    world.server.set('/assets/index-2.js', 'script of neither');
    expect(await world.gets('/i')).toBe('document of 2');
    expect(world.kept()).toEqual(['/', '/SHA384SUMS', '/assets/index-1.js', '/assets/ro-1.json']);
    world.server = 'away';
    expect(await world.gets('/i')).toBe('document of 1');
  });

  test('keeps the headers of the server, and those it has now', async () => {
    const policy = async () => (await world.caches.match('/'))?.headers.get('content-security-policy');
    expect(await policy()).toBe('first');
    world.policy = 'second';
    await world.gets('/i');
    expect(await policy()).toBe('second');
  });

  test('asks for no file again that it has', async () => {
    world.asked = [];
    await world.gets('/i');
    await world.gets('/assets/index-1.js', { mode: 'cors' });
    expect(new Set(world.asked)).toEqual(new Set(['/i', '/SHA384SUMS', '/']));
  });

  test('leaves every other request to the browser', async () => {
    expect(await world.gets('/config.json', { mode: 'cors' })).toBe('none');
    expect(await world.gets('/elsewhere')).toBe('none');
    expect(await world.gets('https://session.example/assets/x', { mode: 'cors' })).toBe('none');
    expect(await world.gets('/assets/index-1.js', { mode: 'cors', method: 'POST' })).toBe('none');
  });

  test('shows a server that refuses as it is', async () => {
    (world.server as Server).delete('/');
    expect(await world.gets('/i')).toBe('not found');
  });

  test('lets go of everything with its last chat', async () => {
    world.chats = 0;
    await world.happens('message');
    expect([world.kept(), world.caches.stored.size, world.registered]).toEqual([[], 0, false]);
  });
});

test('a server without a list has nothing kept', async () => {
  const world = new World();
  world.server = new Map([
    ['/', 'document'],
    ['/SHA384SUMS', 'document'],
  ]);
  await world.happens('install');
  expect(world.kept()).toEqual([]);
  world.server = 'away';
  await expect(world.gets('/i')).rejects.toThrow('no network');
});
