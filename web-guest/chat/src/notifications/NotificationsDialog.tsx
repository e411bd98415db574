import type { Notifications, NotificationsStatus, TurnOnFailure } from '@guestchat/core/notifications';
import { useSignal } from '@preact/signals';
import { Dialog } from '../dialogs/Dialog.tsx';
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
  const busy = useSignal(false);
  const failure = useSignal<TurnOnFailure | undefined>(undefined);
  const change = async (turn: () => Promise<TurnOnFailure | undefined>) => {
    if (busy.value) return;
    busy.value = true;
    try {
      failure.value = await turn();
    } catch {
      failure.value = 'unavailable';
    } finally {
      busy.value = false;
    }
  };
  const turnOff = async () => {
    await notifications.turnOff();
    return undefined;
  };
  return (
    <Dialog title={t('notifications')} kind="sheet" onClose={onClose}>
      <p role="status" data-testid="notify-status" data-status={status}>
        {t(HELP[status], { name: peer })}
      </p>
      <p class="error" role="alert">
        {failure.value && t(FAILURES[failure.value])}
      </p>
      <div class="actions">
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('close')}
        </button>
        {status === 'off' && (
          <button
            type="button"
            class="btn"
            aria-disabled={busy.value}
            onClick={() => change(() => notifications.turnOn())}
          >
            {t('notifyTurnOn')}
          </button>
        )}
        {status === 'on' && (
          <button type="button" class="btn" aria-disabled={busy.value} onClick={() => change(turnOff)}>
            {t('notifyTurnOff')}
          </button>
        )}
      </div>
    </Dialog>
  );
}
