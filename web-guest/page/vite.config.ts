import { defineConfig, mergeConfig, type Plugin } from 'vite';
import { site, suite } from '../chat/build/site.ts';
import { worker } from './build/worker.ts';

/** What the page's server answers in production, for `npm run dev`. */
const config: Plugin = {
  name: 'guestchat:config',
  apply: 'serve',
  configureServer(server) {
    server.middlewares.use('/config.json', (_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ sessionUrl: suite.session }));
    });
  },
};

export default defineConfig(
  mergeConfig(site({ budget: 60 * 1024, forbidden: /\/core\/src\/member/ }), {
    plugins: [config, worker()],
    server: { port: 5173 },
  }),
);
