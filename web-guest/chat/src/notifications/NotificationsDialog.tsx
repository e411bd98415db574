import type { Notifications, NotificationsStatus, TurnOnFailure } from '@guestchat/core/notifications';
import { useSignal } from '@preact/signals';
import { Dialog } from '../dialogs/Dialog.tsx';
import { useAttempts } from '../parts/attempt.ts';
import { useSnapshot } from '../parts/subscribe.ts';
import { type ChatText, t } from '../texts/index.ts';

const HELP: Readonly<Record<NotificationsStatus, ChatText>> = {
  off: 'notifyHelp',
  on: 'notifyIsOn',
  denied: 'notifyDenied',
  none: 'notifyNone',
  browser: 'notifyNoBrowser',
  'home-screen': 'notifyHomeScreen',
};
const FAILURES: Readonly<Record<TurnOnFailure, ChatText>> = {
  browser: 'notifyBrowserFailed',
  unavailable: 'notifyFailed',
};

export interface NotificationsProps {
  readonly peer: string;
  readonly notifications: Notifications;
  onClose(): void;
}

/** What notifications are and tell to whom, and their switch; or why there are none. */
export function NotificationsDialog({ peer, notifications, onClose }: NotificationsProps) {
  const { status } = useSnapshot(notifications);
  const { busy, failed, attempt } = useAttempts();
  const refused = useSignal<TurnOnFailure | undefined>(undefined);
  const turnOn = async () => {
    refused.value = await notifications.turnOn();
  };
  const failure = failed.value ? 'unavailable' : refused.value;
  return (
    <Dialog title={t('notifications')} kind="sheet" onClose={onClose}>
      <p role="status" data-testid="notify-status" data-status={status}>
        {t(HELP[status], { name: peer })}
      </p>
      <p class="error" role="alert">
        {failure && t(FAILURES[failure])}
      </p>
      <div class="actions">
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('close')}
        </button>
        {status === 'off' && (
          <button type="button" class="btn" aria-disabled={busy.value} onClick={() => attempt(turnOn)}>
            {t('notifyTurnOn')}
          </button>
        )}
        {status === 'on' && (
          <button
            type="button"
            class="btn"
            aria-disabled={busy.value}
            onClick={() => attempt(() => notifications.turnOff())}
          >
            {t('notifyTurnOff')}
          </button>
        )}
      </div>
    </Dialog>
  );
}
