import type { Environment } from '../environment/environment.js';
import { GUEST_DATABASE, openAsItIs } from '../store/database.js';

/** How many chats of this browser are pushed, of which a push names none. For a service worker, which may be newer than the pages. */
export async function pushedChats({ indexedDB }: Pick<Environment, 'indexedDB'>): Promise<number> {
  const database = await openAsItIs(indexedDB, GUEST_DATABASE);
  if (!database) return 0;
  try {
    const [rows, ids] = await Promise.all([database.getAll('pushes'), database.getAllKeys('conversations')]);
    return rows.filter(({ id, state }) => state === 'on' && ids.includes(id)).length;
  } finally {
    database.close();
  }
}
