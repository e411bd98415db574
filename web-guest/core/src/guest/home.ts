import { browserEnvironment } from '../environment/browser.js';
import type { Environment } from '../environment/environment.js';
import { GuestStore } from '../store/guestStore.js';
import { Farewells } from './farewells.js';

/** What one page has of its browser, however often it looks at a link. */
export interface Home {
  readonly environment: Environment;
  readonly store: GuestStore;
  readonly farewells: Farewells;
}

let ownEnvironment: Environment | undefined;
const homes = new WeakMap<Environment, Promise<Home>>();

/** The browser's, always the same one: a page's home is found by it. */
export function pageEnvironment(): Environment {
  ownEnvironment ??= browserEnvironment();
  return ownEnvironment;
}

/** @throws when the browser gives us no storage */
export async function homeOf(environment: Environment): Promise<Home> {
  const known = homes.get(environment);
  if (known && !(await known).store.lost) return known;
  const home = openHome(environment);
  homes.set(environment, home);
  home.catch(() => homes.delete(environment));
  return home;
}

async function openHome(environment: Environment): Promise<Home> {
  const store = await GuestStore.open(environment);
  return { environment, store, farewells: new Farewells(environment, store) };
}
