import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Feature } from '@guestchat/core';
import { expect, test } from 'vitest';
import { VERSIONS } from '../src/link/requirements.ts';

/** MDN's record of which browser has what since when, of which this much is read. */
interface Support {
  readonly version_added: string | false;
  readonly version_removed?: string;
  readonly flags?: unknown;
  readonly partial_implementation?: boolean;
}
interface Entry {
  readonly __compat?: { readonly support: Readonly<Record<string, Support | readonly Support[]>> };
  readonly [name: string]: unknown;
}

// Read rather than imported: it is 20 MB.
const data: Entry = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@mdn/browser-compat-data'), 'utf8'),
);

/** All that the core asks for under these names (core/environment/features), by MDN's names. */
const ASKED: Readonly<Record<Feature, readonly string[]>> = {
  crypto: [
    'api.SubtleCrypto.generateKey.ed25519',
    'api.SubtleCrypto.sign.ed25519',
    'api.SubtleCrypto.verify.ed25519',
    'api.SubtleCrypto.generateKey.x25519',
    'api.SubtleCrypto.deriveBits.x25519',
    'api.SubtleCrypto.importKey.x25519',
  ],
  storage: ['api.IDBFactory.open'],
  websocket: ['api.WebSocket.WebSocket'],
};
/** What the page uses and does not ask for, as every browser that has the above has had it for long. */
const TAKEN_FOR_GRANTED = [
  'api.HTMLDialogElement.showModal',
  'css.selectors.focus-visible',
  'css.types.length.viewport_percentage_units_dynamic',
  'javascript.builtins.Array.findLast',
  'javascript.builtins.Intl.RelativeTimeFormat',
  'javascript.regular_expressions.unicode_character_class_escape',
];
const MAKES = {
  chrome: ['chrome', 'chrome_android', 'edge'],
  firefox: ['firefox', 'firefox_android'],
  safari: ['safari', 'safari_ios'],
} as const;

function since(path: string, browser: string): number {
  const entry = path.split('.').reduce<Entry | undefined>((at, name) => at?.[name] as Entry | undefined, data);
  const support = entry?.__compat?.support[browser];
  const whole = [support ?? []]
    .flat()
    .find(
      ({ flags, partial_implementation, version_removed }) => !flags && !partial_implementation && !version_removed,
    );
  if (!whole?.version_added) throw new Error(`MDN does not say since when ${browser} has ${path}`);
  return Number.parseFloat(whole.version_added);
}

const firstWith = (make: keyof typeof MAKES, paths: readonly string[]): number =>
  Math.max(...paths.flatMap((path) => MAKES[make].map((browser) => since(path, browser))));

test.each(Object.keys(MAKES) as (keyof typeof MAKES)[])(
  'the version of %s that is named has all that is asked for',
  (make) => {
    expect(VERSIONS[make]).toBe(String(firstWith(make, Object.values(ASKED).flat())));
  },
);

test.each(Object.keys(MAKES) as (keyof typeof MAKES)[])('what is taken for granted is older in %s', (make) => {
  expect(firstWith(make, TAKEN_FOR_GRANTED)).toBeLessThanOrEqual(Number(VERSIONS[make]));
});

test('the document says the same in every language to browsers that run no script', () => {
  const document = readFileSync(resolve(import.meta.dirname, '../index.html'), 'utf8');
  const sentences = [...document.matchAll(/<p[ >].*<\/p>/g)].map(([sentence]) => sentence);
  expect(sentences).toHaveLength(6);
  for (const sentence of sentences)
    expect(sentence.match(/(Edge|Firefox|Safari) (\d+)/g)).toEqual([
      `Edge ${VERSIONS.chrome}`,
      `Firefox ${VERSIONS.firefox}`,
      `Safari ${VERSIONS.safari}`,
    ]);
});
