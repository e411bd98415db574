/**
 * The chat of this tab, in the place of the link that led to it: it outlives a reload, and does not show in the address.
 * Another tab may have another one.
 */
export const tabsChat = (): string | undefined => (history.state as { chat?: string } | null)?.chat;

export function keepTabsChat(chat: string): void {
  history.replaceState({ chat }, '', location.pathname + location.search);
}

/** It was erased. */
export function forgetTabsChat(): void {
  history.replaceState(null, '');
}
