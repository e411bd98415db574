import { defineConfig, mergeConfig } from 'vite';
import { site } from '../chat/build/site.ts';

/** Where `npm run dev` finds the suite that `./guestchat up` started. */
const suite = process.env.GUESTCHAT_WEB ?? 'http://localhost:8080';

export default defineConfig(
  mergeConfig(site({ budget: 60 * 1024, forbidden: /\/core\/src\/member|\/uqr\// }), {
    server: { port: 5173, proxy: { '/config.json': suite } },
  }),
);
