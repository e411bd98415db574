import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Where `parts/later.ts` has this text, the build puts the pins: `file hash`, comma, `file hash`. */
const PLACE = '__PINS__';

/**
 * Pins what the entry loads later, as SRI pins the entry: the hash of each such file goes into the entry itself. So whoever
 * vouches for index.html vouches for every script of the site.
 *
 * @param unused module that is never loaded
 */
export function pinned(unused: string): Plugin {
  return {
    name: 'guestchat:pinned',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const later = chunks.filter((chunk) => chunk.isDynamicEntry && chunk.facadeModuleId !== unused);
      const entry = chunks.find((chunk) => chunk.code.includes(PLACE));
      if (!entry) return;
      if (entry.isDynamicEntry) this.error(`${entry.fileName} is loaded later itself and cannot hold the pins`);
      const pins = later.map(
        ({ fileName, code }) => `${fileName} sha384-${createHash('sha384').update(code).digest('base64')}`,
      );
      entry.code = entry.code.replaceAll(PLACE, pins.join());
    },
  };
}
