import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { LaterScreen } from '../src/chat/LaterScreen.tsx';
import { words } from './words.ts';

// What the hooks do, for one component that no document shows.
const hooks = vi.hoisted(() => ({ effects: [] as (() => void)[], useSignal: vi.fn() }));
vi.mock('@preact/signals', async (original) => ({ ...(await original<object>()), useSignal: hooks.useSignal }));
vi.mock('preact/hooks', async (original) => ({
  ...(await original<object>()),
  useEffect: (effect: () => void) => hooks.effects.push(effect),
}));
vi.mock('../src/chat/screens.ts', () => {
  throw new Error('out of reach');
});

afterEach(() => vi.unstubAllGlobals());

test.each([true, false])('a chat whose screen does not come is joined all the same (a network: %s)', async (onLine) => {
  // Given
  const screen = signal<unknown>(undefined);
  hooks.useSignal.mockReturnValue(screen);
  const show = () =>
    LaterScreen({
      show: () => {
        throw new Error('not loaded');
      },
    });
  // When
  show();
  for (const effect of hooks.effects.splice(0)) effect();
  await vi.waitUntil(() => screen.value);
  // Then
  vi.stubGlobal('navigator', { onLine });
  const card = show() as VNode<object> & { type: (props: object) => VNode };
  const shown = words(card.type(card.props));
  expect(shown).toContain('The chat could not be loaded');
  expect(shown).toContain('You have joined, but part of this page is missing. Check your connection and try again.');
  expect(shown).not.toMatch(/invitation/i);
});

test.each([true, false])('to try again is to load the whole page, if there is one (%s)', async (reachable) => {
  // Given
  const screen = signal<unknown>('failed');
  hooks.useSignal.mockReturnValue(screen);
  const reload = vi.fn();
  const config = Response.json({ sessionUrl: 'https://session.example' });
  vi.stubGlobal('location', { pathname: '/', reload });
  vi.stubGlobal('fetch', () => (reachable ? Promise.resolve(config) : Promise.reject(new TypeError())));
  const card = LaterScreen({
    show: () => {
      throw new Error('not loaded');
    },
  }) as VNode<{ onRetry(): Promise<void> }>;
  // When
  await card.props.onRetry();
  // Then
  expect([reload.mock.calls.length, screen.value]).toEqual(reachable ? [1, undefined] : [0, 'failed']);
});
