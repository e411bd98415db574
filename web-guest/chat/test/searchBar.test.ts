import type { Message } from '@guestchat/core';
import type { JSX } from 'preact';
import { expect, test, vi } from 'vitest';
import { SearchBar } from '../src/search/SearchBar.tsx';
import { call, find, wordsIn } from './components.ts';

vi.mock('@preact/signals', async (original) => ({
  ...(await original<object>()),
  ...(await import('./components.ts')).signals,
}));
vi.mock('preact/hooks', async () => (await import('./components.ts')).hooks);

const message = (id: string): Message => ({ id, mine: false, text: `${id} tea`, at: 0 });

test('a message that comes while one searches, and is found as well, leads nowhere by itself', () => {
  // Given
  const messages = ['oldest', 'older', 'newest'].map(message);
  const onFound = vi.fn();
  const show = (of: readonly Message[]) => call(() => SearchBar({ messages: of, onFound, onClose: () => {} }))[0];
  const older = (of: readonly Message[]) => find<{ icon: string; go(): void }>(show(of), 'Step', { icon: 'up' }).go();
  const status = (of: readonly Message[]) => wordsIn(find<{ children: unknown }>(show(of), 'p').children);
  const field = find<JSX.IntrinsicElements['input']>(show(messages), 'input');
  field.onInput?.({ currentTarget: { value: 'tea' } } as never);
  older(messages);
  expect(status(messages)).toBe('2 of 3older tea');
  // When
  const more = [...messages, message('new')];
  // Then
  expect(status(more)).toBe('3 of 4older tea');
  older(more);
  expect(onFound.mock.calls).toEqual([['newest'], ['older'], ['oldest']]);
});
