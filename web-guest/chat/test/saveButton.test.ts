import { beforeEach, expect, test, vi } from 'vitest';
import { SaveButton } from '../src/dialogs/SaveButton.tsx';
import type { Saved } from '../src/transcript/save.ts';
import { call, find, forget, wordsIn } from './components.ts';

vi.mock('@preact/signals', async (original) => ({
  ...(await original<object>()),
  ...(await import('./components.ts')).signals,
}));
vi.mock('preact/hooks', async () => (await import('./components.ts')).hooks);

beforeEach(forget);

/** What is said once it was pressed. */
async function pressed(save: () => Promise<Saved>): Promise<string> {
  const show = () => call(() => SaveButton({ save }))[0];
  await find<{ onClick(): Promise<void> }>(show(), 'button').onClick();
  return wordsIn(show());
}

test.each([
  [{ kind: 'offered' }, 'Check that the copy is in your downloads. This page cannot see it.Save a copy'],
  [{ kind: 'shared' }, 'Check that the copy is where you sent it.Save a copy'],
  [{ kind: 'cancelled' }, 'Save a copy'],
] as const)('of a copy that is %j nothing is said that a page cannot know', async (saved, words) => {
  expect(await pressed(async () => saved)).toBe(words);
});

test('a copy that can be no file stands there to be copied', async () => {
  const save = async () => ({ kind: 'shown', text: 'Amal: Thursday' }) as const;
  expect(await pressed(save)).toMatch(/^This browser cannot save files/);
  expect(find(call(() => SaveButton({ save }))[0], 'textarea')).toMatchObject({
    readOnly: true,
    value: 'Amal: Thursday',
  });
});

test('a copy that could not be made is told of', async () => {
  expect(await pressed(() => Promise.reject(new Error('no history')))).toMatch(/^The copy could not be made/);
});

test('who has asked for it already presses nothing', async () => {
  const save = vi.fn(async () => ({ kind: 'offered' }) as const);
  const [, effects] = call(() => SaveButton({ save, atOnce: true }));
  for (const effect of effects) effect();
  expect(save).toHaveBeenCalledOnce();
});
