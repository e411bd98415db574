import type { VNode } from 'preact';
import { expect, test, vi } from 'vitest';
import { EndDialog } from '../src/dialogs/EndDialog.tsx';

// What the hook does, for one component that no document shows.
vi.mock('preact/hooks', async (original) => {
  let kept: { current: unknown } | undefined;
  const useRef = (first: unknown) => {
    kept ??= { current: first };
    return kept;
  };
  return { ...(await original<object>()), useRef };
});

test('the question stays what it was while the answer to it is carried out', () => {
  const asked = (over: boolean) => {
    const end = async () => {};
    const save = async () => ({ kind: 'offered' as const });
    const dialog = EndDialog({ peer: 'Ana', over, end, save, onClose: () => {} }) as VNode<{ title: string }>;
    return dialog.props.title;
  };
  expect(asked(false)).toBe('End this chat?');
  expect(asked(true)).toBe('End this chat?');
});
