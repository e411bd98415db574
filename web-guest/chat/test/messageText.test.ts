import { expect, test, vi } from 'vitest';
import { MessageText } from '../src/messages/MessageText.tsx';
import { call, find } from './components.ts';

vi.mock('@preact/signals', async (original) => ({
  ...(await original<object>()),
  ...(await import('./components.ts')).signals,
}));
vi.mock('preact/hooks', async () => (await import('./components.ts')).hooks);

test('an address stands from left to right whatever stands round it, so that its host comes first', () => {
  const [shown] = call(() => MessageText({ text: 'שלום https://evil.example/א/bank.example' }));
  expect(find(shown, 'a')).toMatchObject({ dir: 'ltr', children: 'evil.example/א/bank.example' });
});
