import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undocumented } from './world/documented.js';

const core = resolve(import.meta.dirname, '..');
const root = resolve(core, '../..');
const folder = mkdtempSync(join(tmpdir(), 'guestchat-package-'));
const consumer = join(folder, 'consumer');
const installed = join(consumer, 'node_modules/@guestchat/core');
const described = JSON.parse(readFileSync(join(core, 'package.json'), 'utf8'));

const run = (program: string, args: string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args}: ${stdout}${stderr}`);
  return stdout;
};
const files = (ending: string) =>
  readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));

/** The package as npm would publish it, in a project of somebody else's. */
beforeAll(() => {
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], core));
  cpSync(join(core, 'test/consumer'), consumer, { recursive: true });
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed], folder);
  for (const name of [...Object.keys(described.dependencies), 'fake-indexeddb']) {
    mkdirSync(dirname(join(consumer, 'node_modules', name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(consumer, 'node_modules', name));
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('holds the build, how to use it and the licence, and none of the parts', () => {
  expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
  expect(files('.js').length).toBeGreaterThan(40);
  expect(files('').filter((file) => /\.test\.|internal|fake/.test(file))).toEqual([]);
});

test('imports only what it depends on, and nothing of Node', () => {
  const imported = files('.js').flatMap((file) =>
    [...readFileSync(join(installed, 'dist', file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^'.][^']*)'/g)].map(
      ([, name]) => name,
    ),
  );
  expect(new Set(imported)).toEqual(
    new Set(Object.keys(described.dependencies).filter((name) => name !== '@noble/hashes')),
  );
  expect(imported.filter((name) => builtinModules.includes(name ?? ''))).toEqual([]);
});

test('compiles and runs in a project that installed it', () => {
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], consumer);
  expect(run(process.execPath, ['dist/main.js'], consumer)).toBe('none\nfunction\n');
});

test.each(['index.d.ts', 'member.d.ts', 'notifications.d.ts', 'worker.d.ts'])(
  'documents all that %s exports',
  (entry) => {
    expect(undocumented(join(installed, 'dist', entry))).toEqual([]);
  },
);
