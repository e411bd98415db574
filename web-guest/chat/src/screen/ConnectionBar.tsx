import type { ConnectionStatus } from '@guestchat/core';
import { t } from '../texts/index.ts';

/** Says so while the connection is away, or held by another tab until this one is opened again. */
export const ConnectionBar = ({ connection }: { connection: ConnectionStatus }) => (
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
        <button type="button" class="link" onClick={() => location.reload()}>
          {t('useHere')}
        </button>
      </div>
    )}
  </div>
);
