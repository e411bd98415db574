import { later } from '@guestchat/chat';
import type { Chat } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { loadConfig } from '../config.ts';
import { LinkScreen } from '../link/LinkScreen.tsx';
import { Opening } from '../Opening.tsx';

/** The chat screen. Who reads an invitation does not wait for it; who is about to join asks for it ahead. */
export const loadChatScreen = later(() => import('./NotifiedChat.tsx'));

export interface GuestChatProps {
  readonly chat: Chat;
  /** A line about the member. */
  readonly about: string | undefined;
  onLeft(): void;
}

/** The guest's chat, once its screen is loaded. */
export function GuestChat({ chat, about, onLeft }: GuestChatProps) {
  const screen = useSignal<Awaited<ReturnType<typeof loadChatScreen>> | 'failed' | undefined>(undefined);
  const load = () => {
    loadChatScreen().then(
      (loaded) => {
        screen.value = loaded;
      },
      () => {
        screen.value = 'failed';
      },
    );
  };
  // With the whole page: since this one was loaded, a release may have given its parts other names.
  const again = async () => {
    screen.value = undefined;
    try {
      await loadConfig();
      location.reload();
    } catch {
      screen.value = 'failed';
    }
  };
  useEffect(load, []);
  if (!screen.value) return <Opening />;
  if (screen.value === 'failed') return <LinkScreen result={{ kind: 'unloaded' }} onRetry={again} />;
  const { NotifiedChat } = screen.value;
  return <NotifiedChat key={chat.state.id} chat={chat} side="guest" about={about} onLeft={onLeft} />;
}
