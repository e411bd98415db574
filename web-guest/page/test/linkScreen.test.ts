import type { VNode } from 'preact';
import { expect, test, vi } from 'vitest';
import { FakeChat } from '../../chat/test/FakeChat.ts';
import { LinkScreen } from '../src/link/LinkScreen.tsx';
import { words } from './words.ts';

type Part = VNode<object> & { type(props: object): VNode };

// What the hooks do, for a component that no document shows.
vi.mock('@preact/signals', async (original) => {
  const signals = await original<typeof import('@preact/signals')>();
  return { ...signals, useSignal: signals.signal };
});
vi.mock('preact/hooks', async (original) => ({ ...(await original<object>()), useLayoutEffect: () => {} }));

test('whoever has ended a chat reads that the other side does not know of it, until it does', () => {
  const chat = new FakeChat({ status: 'ended', untold: true });
  const said = () => {
    const screen = LinkScreen({ result: { kind: 'erased', chat }, onRetry: () => {} }) as VNode<{ children: Part[] }>;
    return screen.props.children
      .filter((part) => part && 'chat' in part.props)
      .map(({ type, props }) => words(type(props)))
      .join();
  };
  expect(said()).toBe('The other side learns of it once there is a connection. Leave this page open until then.');
  chat.set({ untold: undefined });
  expect(said()).toBe('');
});
