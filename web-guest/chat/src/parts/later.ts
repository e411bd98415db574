import { loadLanguage } from '../language/dictionary.ts';

/** What may be loaded later, with its hash; the build writes it here (`build/pinned.ts`), and in development nothing does. */
const PINS = '__PINS__';

/** So long (ms) a file may take: a connection that died without a word looks like a slow one. */
const PATIENCE = 20_000;

/**
 * Something the first screen does without: loaded with its words when first asked for, and kept. A failure is forgotten,
 * so that the next one who asks tries again.
 */
export function later<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | undefined;
  const begin = async () => {
    await Promise.all(pins().map(([file, hash]) => preload(file, hash)));
    const part = await load();
    await loadLanguage();
    return part;
  };
  return () => {
    loading ??= begin().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

const pins = (): (readonly [string, string])[] =>
  PINS.split(',')
    .map((pin) => pin.split(' '))
    .flatMap(([file, hash]) => (file && hash ? [[file, hash] as const] : []));

/**
 * Applies a style sheet, or puts a module where `import()` finds it, if it has this hash; rejects otherwise, also when it
 * does not come in time. A browser that cannot preload modules (Safari before 17) imports them unchecked.
 */
async function preload(file: string, integrity: string): Promise<void> {
  const link = document.createElement('link');
  const rel = file.endsWith('.css') ? 'stylesheet' : 'modulepreload';
  if (!link.relList.supports(rel)) return;
  Object.assign(link, { rel, integrity, href: `/${file}` });
  document.head.append(link);
  try {
    await new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = reject;
      setTimeout(reject, PATIENCE);
    });
  } catch {
    link.remove();
    throw new Error(`${file} cannot be loaded as it was built`);
  }
}
