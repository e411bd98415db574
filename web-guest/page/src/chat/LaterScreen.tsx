import { later } from '@guestchat/chat';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { loadConfig } from '../config.ts';
import { LinkScreen } from '../link/LinkScreen.tsx';
import { Opening } from '../Opening.tsx';

/** What is shown of chats. Who reads an invitation does not wait for it; who is about to join asks for it ahead. */
export const loadScreens = later(() => import('./screens.ts'));

type Screens = Awaited<ReturnType<typeof loadScreens>>;

/** One of them, once they are loaded. */
export function LaterScreen({ show }: { show(screens: Screens): VNode }) {
  const screens = useSignal<Screens | 'failed' | undefined>(undefined);
  const load = () => {
    loadScreens().then(
      (loaded) => {
        screens.value = loaded;
      },
      () => {
        screens.value = 'failed';
      },
    );
  };
  // With the whole page: since this one was loaded, a release may have given its parts other names.
  const again = async () => {
    screens.value = undefined;
    try {
      await loadConfig();
      location.reload();
    } catch {
      screens.value = 'failed';
    }
  };
  useEffect(load, []);
  if (!screens.value) return <Opening />;
  if (screens.value === 'failed') return <LinkScreen result={{ kind: 'unloaded' }} onRetry={again} />;
  return show(screens.value);
}
