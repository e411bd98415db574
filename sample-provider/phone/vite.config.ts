import { defineConfig, mergeConfig } from 'vite';
import { site, suite } from '../../web-guest/chat/build/site.ts';

export default defineConfig(
  mergeConfig(site({ budget: 80 * 1024 }), { server: { port: 5174, proxy: { '/api': suite.sampleProvider } } }),
);
