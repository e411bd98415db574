/** What stands in a tree itself, not in the components in it. */
export function words(node: unknown): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(words).join(' ');
  return typeof node === 'object' && node !== null && 'props' in node
    ? words((node.props as { children?: unknown }).children)
    : '';
}
