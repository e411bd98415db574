import type { AlertCode, ChatState } from '@guestchat/core';
import { Icon } from '../parts/Icon.tsx';
import { type ChatText, t } from '../texts/index.ts';
import { ConnectionBar } from './ConnectionBar.tsx';

const ALERTS: Readonly<Record<AlertCode, ChatText>> = {
  'redeem-attempt': 'redeemAttempt',
  'link-requested': 'linkRequested',
  'keys-changed': 'keysChanged',
};

export interface NoticesProps {
  readonly state: ChatState;
  onDismiss(code: AlertCode): void;
  onUseHere(): void;
}

/** What the reader should know now, between header and list: the connection, and warnings until dismissed. */
export function Notices({ state, onDismiss, onUseHere }: NoticesProps) {
  return (
    <div>
      <ConnectionBar connection={state.connection} onUseHere={onUseHere} />
      <div role="alert">
        {state.full && (
          <div class="alert" data-testid="full">
            <Icon name="warning" />
            <p>{t('full')}</p>
          </div>
        )}
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
