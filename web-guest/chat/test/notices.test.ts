import type { VNode } from 'preact';
import { expect, test, vi } from 'vitest';
import { Notices } from '../src/screen/Notices.tsx';
import { FakeChat } from './FakeChat.ts';

type Drawn = VNode<Record<string, unknown>>;

/** All elements of a tree, those that its components draw included; as long as none of them has a hook. */
function elements(node: unknown): Drawn[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== 'object' || node === null || !('props' in node)) return [];
  const element = node as Drawn;
  if (typeof element.type === 'string') return [element, ...elements(element.props.children)];
  return elements((element.type as (props: object) => unknown)(element.props));
}

test('a page that has lost its storage is loaded anew at a press, and promises no connection', () => {
  const nothing = () => {};
  const onReload = vi.fn();
  const { state } = new FakeChat({ storageLost: true, connection: 'offline' });
  const drawn = elements(Notices({ state, onDismiss: nothing, onSafety: nothing, onReload, onInvite: nothing }));
  expect(drawn.map(({ props }) => props.class)).not.toContain('bar offline');
  expect(drawn.map(({ props }) => props['data-testid'])).toContain('storage-lost');
  const presses = drawn.filter(({ type }) => type === 'button').map(({ props }) => props.onClick as () => void);
  for (const press of presses) press();
  expect(onReload).toHaveBeenCalledOnce();
});
