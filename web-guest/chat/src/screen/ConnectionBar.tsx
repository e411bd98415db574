import type { ConnectionStatus } from '@guestchat/core';
import { t } from '../texts/index.ts';

export interface ConnectionBarProps {
  readonly connection: ConnectionStatus;
  /** The reader goes on here rather than in the tab, or on the device, that has the connection; absent where another place offers it. */
  readonly onUseHere?: (() => void) | undefined;
}

/** Says so while the connection is away, or held by another tab or device. */
export const ConnectionBar = ({ connection, onUseHere }: ConnectionBarProps) => (
  <div role="status">
    {(connection === 'offline' || connection === 'connecting') && (
      <div class={`bar ${connection}`}>
        <span class="spin" aria-hidden="true" />
        {t(navigator.onLine ? 'reconnecting' : 'offline')}
      </div>
    )}
    {connection === 'elsewhere' && onUseHere && (
      <div class="bar elsewhere">
        <span>{t('elsewhere')}</span>
        <button type="button" class="link" onClick={onUseHere}>
          {t('useHere')}
        </button>
      </div>
    )}
  </div>
);
