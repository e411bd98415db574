import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Beside `index.html`; `sha384sum --check` reads it, and a signature of it vouches for the whole site. */
export const MANIFEST = 'SHA384SUMS';

/**
 * Writes the manifest of a built site: the SHA-384 of every file, as a browser gets it once it is unpacked. `.br` files
 * are left out: what they unpack to is listed, and their bytes depend on the version of Node.
 */
export function manifest(): Plugin {
  let out = '';
  return {
    name: 'guestchat:manifest',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    // After whatever else puts files there.
    closeBundle: { order: 'post', handler: () => writeFileSync(join(out, MANIFEST), sums(out)) },
  };
}

/** One line a file, `<hex>  <name>`, by name. */
export function sums(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== MANIFEST && !name.endsWith('.br') && statSync(join(folder, name)).isFile())
    .map((name) => `${sha384(readFileSync(join(folder, name)), 'hex')}  ${name.replaceAll(sep, '/')}\n`)
    .sort((a, b) => (nameIn(a) < nameIn(b) ? -1 : 1))
    .join('');
}

export const sha384 = (bytes: Uint8Array, encoding: 'hex' | 'base64'): string =>
  createHash('sha384').update(bytes).digest(encoding);

const nameIn = (line: string): string => line.slice(line.indexOf('  '));
