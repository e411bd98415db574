import { resolve } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';

const source = resolve(import.meta.dirname, '../src/worker/worker.ts');
/** Its folder is what it serves: all of the site. No hash in its name: browsers ask for it again by that name. */
const NAME = 'worker.js';

/** Builds the service worker, which shares no file with the page: browsers load it by itself, and keep it apart. */
export function worker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'guestchat:worker',
    configResolved(resolved) {
      config = resolved;
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source: await built(config) });
    },
    configureServer(server) {
      server.middlewares.use(`/${NAME}`, async (_, response) => {
        response.setHeader('content-type', 'text/javascript').end(await built(config));
      });
    },
  };
}

async function built({ root, resolve: { alias }, build: { target } }: ResolvedConfig): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    resolve: { alias },
    build: {
      write: false,
      target,
      modulePreload: false,
      rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: NAME } },
    },
  });
  const outputs = [result].flat().flatMap((each) => ('output' in each ? each.output : []));
  const [chunk] = outputs.filter((file) => file.type === 'chunk');
  if (outputs.length !== 1 || !chunk) throw new Error('the worker is one script');
  return chunk.code;
}
