import type { Notifications } from '@guestchat/core/notifications';
import { Icon } from '../parts/Icon.tsx';
import { useSnapshot } from '../parts/subscribe.ts';
import { t } from '../texts/index.ts';

export interface OfferProps {
  readonly peer: string;
  readonly notifications: Notifications;
  /** The reader wants to know more. */
  onOpen(): void;
  /** They do not, and the offer is gone. */
  onDeclined(): void;
}

/** Offers to be told of new messages, once, until the reader has said something to it. */
export function Offer({ peer, notifications, onOpen, onDeclined }: OfferProps) {
  if (!useSnapshot(notifications).offer) return null;
  return (
    <div class="offer" data-testid="notify-offer">
      <Icon name="bell" />
      <p>{t('notifyOffer', { name: peer })}</p>
      <button type="button" class="link" onClick={onOpen}>
        {t('notifyMore')}
      </button>
      <button
        type="button"
        class="ib"
        aria-label={t('notifyNotNow')}
        onClick={() => notifications.decline().then(onDeclined, () => undefined)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
