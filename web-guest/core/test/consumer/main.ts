import { openMember } from '@guestchat/core/member';
import 'fake-indexeddb/auto';
import { start } from './guest.js';

// Without a link and with nothing stored there is no chat: all of the core has loaded to say so.
const environment = {
  fetch: globalThis.fetch,
  WebSocket: class {
    readonly readyState = 3;
    onopen = null;
    onmessage = null;
    onclose = null;
    onerror = null;
    send() {}
    close() {}
  },
  indexedDB: globalThis.indexedDB,
  crypto: globalThis.crypto,
  now: () => Date.now(),
  random: () => Math.random(),
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  hidden: () => false,
  onWake: () => () => {},
  report: () => {},
};
await start(
  { sessionUrl: 'http://localhost:8082', fragment: '', forgetFragment: () => {}, environment },
  { ask: async () => 'Mira', show: () => {}, say: (what) => console.log(what) },
);
console.log(typeof openMember);
