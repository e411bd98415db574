import type { ConnectionStatus } from '@guestchat/core';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../texts/index.ts';

/** Tabs of this browser tell each other here that the reader went on in another one. */
const TABS = 'guestchat-tabs';
/** If no tab has made way by then (ms), the connection is on another device: opening this page anew takes it back. */
const PATIENCE = 1500;

/** Says so while the connection is away, or held by another tab or device. */
export function ConnectionBar({ connection }: { connection: ConnectionStatus }) {
  const reopening = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const tabs = new BroadcastChannel(TABS);
    // A tab that reloads gives its lead to the tab that waits for it, and waits itself.
    tabs.onmessage = () => connection !== 'elsewhere' && location.reload();
    return () => {
      tabs.close();
      clearTimeout(reopening.current);
    };
  }, [connection]);
  const takeOver = () => {
    const tabs = new BroadcastChannel(TABS);
    tabs.postMessage('make way');
    tabs.close();
    clearTimeout(reopening.current);
    reopening.current = setTimeout(() => location.reload(), PATIENCE);
  };
  return (
    <div role="status">
      {(connection === 'offline' || connection === 'connecting') && (
        <div class={`bar ${connection}`}>
          <span class="spin" aria-hidden="true" />
          {t('reconnecting')}
        </div>
      )}
      {connection === 'elsewhere' && (
        <div class="bar elsewhere">
          <span>{t('elsewhere')}</span>
          <button type="button" class="link" onClick={takeOver}>
            {t('useHere')}
          </button>
        </div>
      )}
    </div>
  );
}
