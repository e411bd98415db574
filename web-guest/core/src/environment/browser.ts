import type { Environment, WakeReason } from './environment.js';

/** The one thing of the DOM that the core asks; Node and workers have none. */
const page: { readonly document?: { readonly visibilityState: string } } = globalThis as object;

/** What a page gives; in Node the same with whatever of it exists there, and a test replaces the rest. */
export function browserEnvironment(): Environment {
  return {
    fetch: (input, init) => globalThis.fetch(input, init),
    WebSocket: globalThis.WebSocket,
    indexedDB: globalThis.indexedDB,
    crypto: globalThis.crypto,
    locks: globalThis.navigator?.locks,
    now: () => Date.now(),
    random: () => Math.random(),
    setTimeout: (task, milliseconds) => globalThis.setTimeout(task, milliseconds),
    clearTimeout: (handle) => globalThis.clearTimeout(handle),
    onWake,
    hidden: () => page.document?.visibilityState === 'hidden',
    report: () => {},
  };
}

/**
 * Tells when the browser says that there is a network again, and when a page is shown or hidden; see `Environment`.
 *
 * @returns what ends it
 */
export function onWake(listener: (reason: WakeReason) => void): () => void {
  if (typeof globalThis.addEventListener !== 'function') return () => {};
  const online = () => listener('online');
  const visible = () => listener('visible');
  // The first tells of the page's own beginning; later ones, that the browser had put it away.
  const shown = (event: Event & { readonly persisted?: boolean }) => event.persisted && visible();
  // `visibilitychange` bubbles from the document to the window; both directions come, the hidden one does no harm.
  const listened = [
    ['online', online],
    ['pageshow', shown],
    ['visibilitychange', visible],
  ] as const;
  for (const [event, task] of listened) globalThis.addEventListener(event, task);
  return () => {
    for (const [event, task] of listened) globalThis.removeEventListener(event, task);
  };
}
