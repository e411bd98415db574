import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin, UserConfig } from 'vite';
import { sri } from 'vite-plugin-sri3';
import { manifest } from './manifest.ts';
import { pinned } from './pinned.ts';

const here = import.meta.dirname;
const core = resolve(here, '../../core/src');
const unusedSuites = resolve(here, 'unused-suites.ts');
const endpoints = resolve(here, '../../../.guestchat/endpoints.json');

export interface Site {
  /** Most bytes the first load may weigh: index.html and the scripts and styles it names, brotli. */
  readonly budget: number;
  /** Source files that must never get into this site. */
  readonly forbidden?: RegExp;
}

/** How both pages are built: every script pinned, no Trusted Types sink, brotli ready-made, a manifest of it all. */
export function site({ budget, forbidden }: Site): UserConfig {
  return {
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [sri(), pinned(unusedSuites), ...(forbidden ? [without(forbidden)] : []), compressed(budget), manifest()],
    resolve: {
      alias: [
        // The core's source rather than its build: `npm run dev` reloads on its changes, nothing is built before.
        { find: /^@guestchat\/core$/, replacement: join(core, 'index.ts') },
        { find: /^@guestchat\/core\/(member|notifications|worker)$/, replacement: join(core, '$1.ts') },
        // ts-mls asks for optional cipher suites that are not installed and that we never use.
        {
          find: /^@noble\/(hashes|curves|post-quantum|ciphers)\/.*|^@hpke\/(chacha20poly1305|dhkem-x448|hybridkem-x-wing|ml-kem)$|^(node:)?crypto$/,
          replacement: unusedSuites,
        },
      ],
    },
    build: {
      target: ['chrome111', 'safari16.4', 'firefox115'],
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      // All that the entry needs is one file, which index.html names.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'index', tags: ['$initial'] }] } } },
    },
  };
}

/** The suite that runs on this machine (`./guestchat up`), for the dev servers; its default addresses if none does. */
export const suite: { readonly session: string; readonly sampleProvider: string } = existsSync(endpoints)
  ? JSON.parse(readFileSync(endpoints, 'utf8'))
  : { session: 'http://localhost:8082', sampleProvider: 'http://localhost:8090' };

/** Fails the build when a module that does not belong into this site got in. */
function without(forbidden: RegExp): Plugin {
  return {
    name: 'guestchat:without',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        const found = file.type === 'chunk' ? file.moduleIds.find((id) => forbidden.test(id)) : undefined;
        if (found) this.error(`${found} must not be part of this site`);
      }
    },
  };
}

/** Writes a `.br` beside each text file, and fails the build when the first load is over its budget. */
function compressed(budget: number): Plugin {
  let out = '';
  return {
    name: 'guestchat:compressed',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    writeBundle() {
      const index = readFileSync(join(out, 'index.html'), 'utf8');
      let total = 0;
      for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(html|js|css|svg|json|webmanifest)$/.test(name)) continue;
        const bytes = readFileSync(join(out, name));
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        const small = brotliCompressSync(bytes, { params });
        writeFileSync(join(out, `${name}.br`), small);
        if (name === 'index.html' || (/\.(js|css)$/.test(name) && index.includes(name))) total += small.length;
      }
      const said = `first load ${(total / 1024).toFixed(1)} KB brotli of at most ${(budget / 1024).toFixed(0)} KB`;
      if (total > budget) throw new Error(said);
      console.log(said);
    },
  };
}
