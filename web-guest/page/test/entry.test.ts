import { expect, test, vi } from 'vitest';

vi.mock('@guestchat/chat', async (original) => ({
  ...(await original<object>()),
  loadLanguage: () => new Promise(() => {}),
}));

test('what is said to browsers that run nothing of ours is gone before the reader’s language has come', async () => {
  const remove = vi.fn();
  vi.stubGlobal('document', { documentElement: {}, querySelector: () => ({ remove }) });
  vi.stubGlobal('location', { hash: '#token.secret' });
  vi.stubGlobal('addEventListener', () => {});
  await import('../src/entry.tsx');
  expect(remove).toHaveBeenCalledOnce();
});
