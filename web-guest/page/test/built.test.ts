import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MANIFEST, sha384, sums } from '../../chat/build/manifest.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'guestchat-built-'));

/** A checkout elsewhere, in which the page is built with another clock, zone and language. */
function build(name: string, surroundings: Record<string, string>): string {
  const checkout = join(folder, name);
  for (const part of ['package.json', 'web-guest/core', 'web-guest/chat', 'web-guest/page'])
    cpSync(join(root, part), join(checkout, part), { recursive: true, filter: (file) => !/\/(dist|test)$/.test(file) });
  mkdirSync(dirname(join(checkout, 'node_modules')), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  const page = join(checkout, 'web-guest/page');
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: page,
    env: { ...process.env, NODE_ENV: 'production', ...surroundings },
  });
  return join(page, 'dist');
}

const contents = (dist: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dist, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(dist.length + 1), readFileSync(file).toString('base64')]),
  );

describe('the built page', () => {
  let here = '';
  let elsewhere = '';

  beforeAll(() => {
    here = build('a', { TZ: 'UTC', LANG: 'C' });
    elsewhere = build('b/a much/longer path', { TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', HOME: folder });
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test('has the same bytes wherever it is built', () => {
    expect(contents(elsewhere)).toEqual(contents(here));
  });

  test('lists every file in its manifest', () => {
    const manifest = readFileSync(join(here, MANIFEST), 'utf8');
    expect(manifest).toBe(sums(here));
    const names = manifest
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  ')[1]);
    const served = Object.keys(contents(here)).filter((name) => !name.endsWith('.br') && name !== MANIFEST);
    expect(names).toEqual(served);
  });

  test('pins every script and style sheet, in its document or in its entry', () => {
    const document = readFileSync(join(here, 'index.html'), 'utf8');
    const entry = /<script[^>]* src="\/([^"]+)"/.exec(document)?.[1] ?? '';
    const pins = document + readFileSync(join(here, entry), 'utf8');
    // The worker's bytes are compared by browsers at each visit, and pinned by nobody: the manifest has them.
    const files = Object.keys(contents(here)).filter(
      (name) => /\.(js|css)$/.test(name) && !name.includes('unused') && name !== 'worker.js',
    );
    expect(files).toContain(entry);
    expect(
      files.filter((name) => !pins.includes(`sha384-${sha384(readFileSync(join(here, name)), 'base64')}`)),
    ).toEqual([]);
  });

  test('names no other site to load from', () => {
    for (const [name, bytes] of Object.entries(contents(here)).filter(([name]) => /\.(html|css)$/.test(name)))
      expect(Buffer.from(bytes, 'base64').toString(), name).not.toMatch(
        /(src|href|url\(|@import)[^>;]{0,9}(https?:)?\/\//,
      );
  });
});
