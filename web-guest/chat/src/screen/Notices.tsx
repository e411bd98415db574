import type { AlertCode, ChatState } from '@guestchat/core';
import { Icon } from '../parts/Icon.tsx';
import { type ChatText, t } from '../texts/index.ts';

const ALERTS: Readonly<Record<AlertCode, ChatText>> = {
  'redeem-attempt': 'redeemAttempt',
  'link-requested': 'linkRequested',
};

export interface NoticesProps {
  readonly state: ChatState;
  onDismiss(code: AlertCode): void;
  onReconnect(): void;
}

/** What the reader should know now, between header and list: the connection, and warnings until dismissed. */
export function Notices({ state, onDismiss, onReconnect }: NoticesProps) {
  return (
    <div>
      <div role="status">
        {(state.connection === 'offline' || state.connection === 'connecting') && (
          <div class={`bar ${state.connection}`}>
            <span class="spin" aria-hidden="true" />
            {t('reconnecting')}
          </div>
        )}
        {state.connection === 'elsewhere' && (
          <div class="bar elsewhere">
            <span>{t('elsewhere')}</span>
            <button type="button" class="link" onClick={onReconnect}>
              {t('useHere')}
            </button>
          </div>
        )}
      </div>
      <div role="alert">
        {state.alerts.map((code) => (
          <div key={code} class="alert" data-testid="alert" data-code={code}>
            <Icon name="warning" />
            <p>{t(ALERTS[code], { name: state.peer.name })}</p>
            <button type="button" class="ib" aria-label={t('dismiss')} onClick={() => onDismiss(code)}>
              <Icon name="close" />
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}
