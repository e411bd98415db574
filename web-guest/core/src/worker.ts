/** What a page's service worker needs: nothing that reads a chat. */
export { browserEnvironment } from './environment/browser.js';
export { type PushText, servePushes, type WorkerScope } from './push/servePushes.js';
export { holdsChat } from './store/holdsChat.js';
