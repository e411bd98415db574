import { defineConfig, mergeConfig } from 'vite';
import { site } from '../../chat/build/site.ts';

/** Builds the gallery as the page is built, for pictures of it. */
export default defineConfig(
  mergeConfig(site({ budget: Number.POSITIVE_INFINITY }), { root: import.meta.dirname, publicDir: '../public' }),
);
