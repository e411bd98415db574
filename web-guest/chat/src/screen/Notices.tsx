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
  onSafety(): void;
  onReload(): void;
  /** The way to a new invite, for who can make one. */
  readonly onInvite: (() => void) | undefined;
}

/** What the reader should know now, between header and list: the connection, and warnings until dismissed. */
export function Notices({ state, onDismiss, onSafety, onReload, onInvite }: NoticesProps) {
  return (
    <div>
      {!state.storageLost && <ConnectionBar connection={state.connection} />}
      <div role="alert">
        {state.storageLost && (
          <div class="alert" data-testid="storage-lost">
            <Icon name="warning" />
            <p>
              {t('storageLost')}{' '}
              <button type="button" class="link" onClick={onReload}>
                {t('reload')}
              </button>
            </p>
          </div>
        )}
        {state.full && (
          <div class="alert" data-testid="full">
            <Icon name="warning" />
            <p>{t('full')}</p>
          </div>
        )}
        {state.alerts.map((code) => (
          <div key={code} class="alert" data-testid="alert" data-code={code}>
            <Icon name="warning" />
            <p>
              {t(ALERTS[code], { name: state.peer.name })}{' '}
              {code !== 'link-requested' && <Next text="safetyNumber" onClick={onSafety} />}
              {code === 'link-requested' && onInvite && <Next text="invite" onClick={onInvite} />}
            </p>
            <button type="button" class="ib" aria-label={t('dismiss')} onClick={() => onDismiss(code)}>
              <Icon name="close" />
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}

/** What the reader can do about it. */
const Next = ({ text, onClick }: { text: ChatText; onClick(): void }) => (
  <button type="button" class="link" onClick={onClick}>
    {t(text)}
  </button>
);
