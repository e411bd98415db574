import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Where `parts/later.ts` has this text, the build puts the pins: `file hash`, comma, `file hash`. */
const PLACE = '__PINS__';

/** Vite's own way to load the style sheets of a script that comes later, which `later` does, by their pins. */
const PRELOAD = /vite\/preload-helper\.js$/;

/**
 * Pins what the entry loads later, as SRI pins the entry: the hash of each such file goes into the entry itself. So whoever
 * vouches for index.html vouches for every script and style sheet of the site.
 *
 * @param unused module that is never loaded
 */
export function pinned(unused: string): Plugin[] {
  const plain: Plugin = {
    name: 'guestchat:no-preload',
    enforce: 'pre',
    apply: 'build',
    load: { filter: { id: PRELOAD }, handler: () => 'export const __vitePreload = (load) => load();' },
  };
  const pins: Plugin = {
    name: 'guestchat:pinned',
    // After style sheets are made small, and before the entry's own hash is taken.
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const later = chunks
        .filter((chunk) => chunk.isDynamicEntry && chunk.facadeModuleId !== unused)
        .flatMap((chunk) => [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])]);
      const entry = chunks.find((chunk) => chunk.code.includes(PLACE));
      if (!entry) return;
      if (entry.isDynamicEntry) this.error(`${entry.fileName} is loaded later itself and cannot hold the pins`);
      const pins = later.map((name) => {
        const file = bundle[name];
        if (!file) this.error(`${name} is not there to be pinned`);
        const content = file.type === 'chunk' ? file.code : file.source;
        return `${name} sha384-${createHash('sha384').update(content).digest('base64')}`;
      });
      entry.code = entry.code.replaceAll(PLACE, pins.join());
    },
  };
  return [plain, pins];
}
