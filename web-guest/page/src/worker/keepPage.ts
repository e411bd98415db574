/** The part of a `ServiceWorkerGlobalScope` that keeping the page needs. */
export interface KeepingScope {
  readonly location: { readonly origin: string };
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'match' | 'delete'>;
  /** Its own. */
  readonly registration: Pick<ServiceWorkerRegistration, 'unregister'>;
  /** The pages of its origin. */
  readonly clients: Pick<Clients, 'claim'>;
  fetch(request: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /** Of `install`, `activate`, `message` and `fetch`. */
  addEventListener(type: string, listener: (event: ExtendableEvent) => void): void;
}

/** All files of the release with their hashes. It is kept last, so a cache that has it is complete. */
const LIST = '/SHA384SUMS';
const DOCUMENT = '/';
/** Where the document is: behind guest links, and for who comes back without one. */
const DOCUMENT_PATHS: readonly string[] = [DOCUMENT, '/i'];
/** What the document loads. Each name carries a hash of its content. */
const ASSETS = '/assets/';
/** Begins the name of each cache of ours. */
const RELEASE = 'release ';
/** Milliseconds that a document may take. Longer than four round trips of a weak signal, shorter than a guest waits before an empty page. */
const PATIENCE = 5_000;
/** Milliseconds that a whole release may take to come: nothing waits for it but what is to be done next. */
const LONGEST = 60_000;

/**
 * Keeps the newest release of the page for when its server cannot be reached, as long as this browser holds a chat. All that is
 * read of a request is its method and path: what stands behind the # of a link is not looked at and goes nowhere.
 *
 * @param holdsChat whether it does
 */
export function keepPage(scope: KeepingScope, holdsChat: () => Promise<boolean>): void {
  const keeper = new Keeper(scope, holdsChat);
  const tend = (event: ExtendableEvent) => event.waitUntil(keeper.tend());
  scope.addEventListener('install', tend);
  // A chat was erased.
  scope.addEventListener('message', tend);
  // The page that has just brought this worker loads its later parts through it already.
  scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
  scope.addEventListener('fetch', (event) => keeper.answer(event as FetchEvent));
}

class Keeper {
  #tending: Promise<void> = Promise.resolve();

  constructor(
    private readonly scope: KeepingScope,
    private readonly holdsChat: () => Promise<boolean>,
  ) {}

  /** The document and what it loads. All else is the browser's business, as if there were no worker. */
  answer(event: FetchEvent): void {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== this.scope.location.origin) return;
    if (request.mode === 'navigate') {
      if (DOCUMENT_PATHS.includes(pathname)) event.respondWith(this.#document(event));
    } else if (pathname.startsWith(ASSETS)) event.respondWith(this.#asset(request, pathname));
  }

  /** Keeps what the server has now; or nothing, and no worker, once no chat is left. Whatever fails is done at the next load. */
  tend(): Promise<void> {
    const next = async () => ((await this.holdsChat()) ? this.#keep() : this.#forget());
    this.#tending = this.#tending.then(next).catch(() => {});
    return this.#tending;
  }

  /** The server's, always, unless it is out of reach or at a loss. */
  async #document(event: FetchEvent): Promise<Response> {
    const fresh = this.scope.fetch(event.request);
    event.waitUntil(
      fresh.then(
        () => this.tend(),
        () => {},
      ),
    );
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
    const answer = await Promise.race([fresh.catch(() => undefined), late]);
    if (answer && answer.status < 500) return answer;
    return (await (await this.#kept())?.match(DOCUMENT, { ignoreVary: true })) ?? fresh;
  }

  /** The kept one at once: the same name never means other bytes, and the page holds it to the hash it expects. */
  async #asset(request: Request, path: string): Promise<Response> {
    return (await this.scope.caches.match(path, { ignoreVary: true })) ?? this.scope.fetch(request);
  }

  /** All files of one release or none: a server that is changing over gives some of each, which their hashes tell. */
  async #keep(): Promise<void> {
    const signal = AbortSignal.timeout(LONGEST);
    const list = await this.#list(signal);
    const files = requestsOf(list, this.scope.location.origin, signal);
    const document = files.find(({ url }) => new URL(url).pathname === DOCUMENT);
    if (!document) return;
    const kept = await this.#kept();
    if ((await (await kept?.match(LIST))?.text()) === list) {
      // The same release may have other headers by now.
      await kept?.addAll([document]);
      return;
    }
    const name = RELEASE + document.integrity;
    const release = await this.scope.caches.open(name);
    await release.addAll(files);
    await release.put(LIST, new Response(list));
    await this.#drop((other) => other !== name);
  }

  async #list(signal: AbortSignal): Promise<string> {
    const response = await this.scope.fetch(LIST, { cache: 'no-cache', signal });
    return response.ok ? response.text() : '';
  }

  async #forget(): Promise<void> {
    await this.#drop(() => true);
    await this.scope.registration.unregister();
  }

  /** The newest that is complete. */
  async #kept(): Promise<Cache | undefined> {
    for (const name of (await this.#releases()).reverse()) {
      const release = await this.scope.caches.open(name);
      if (await release.match(LIST)) return release;
    }
    return undefined;
  }

  async #drop(which: (name: string) => boolean): Promise<void> {
    for (const name of (await this.#releases()).filter(which)) await this.scope.caches.delete(name);
  }

  /** In the order in which they came. */
  async #releases(): Promise<string[]> {
    return (await this.scope.caches.keys()).filter((name) => name.startsWith(RELEASE));
  }
}

/** The document and all that it may load; none of what is no list. Each is refused if it comes with another hash. */
function requestsOf(list: string, origin: string, signal: AbortSignal): Request[] {
  const requests: Request[] = [];
  for (const line of list.split('\n')) {
    const [sum = '', name = ''] = line.split('  ');
    const integrity = `sha384-${base64(sum)}`;
    if (name === 'index.html') {
      requests.push(new Request(new URL(DOCUMENT, origin), { integrity, signal, cache: 'no-cache' }));
    } else if (`/${name}`.startsWith(ASSETS)) requests.push(new Request(new URL(name, origin), { integrity, signal }));
  }
  return requests;
}

const base64 = (hex: string): string =>
  btoa((hex.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(''));
