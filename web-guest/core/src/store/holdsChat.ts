import type { Environment } from '../environment/environment.js';
import { GUEST_DATABASE, openAsItIs } from './database.js';

/** Whether this browser holds a guest's chat, open or over. For a service worker: nothing of it is read. */
export async function holdsChat({ indexedDB }: Pick<Environment, 'indexedDB'>): Promise<boolean> {
  const database = await openAsItIs(indexedDB, GUEST_DATABASE);
  if (!database) return false;
  try {
    return (await database.count('conversations')) > 0;
  } finally {
    database.close();
  }
}
