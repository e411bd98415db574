import { Icon, inTime } from '@guestchat/chat';
import type { Invite } from '@guestchat/core/member';
import { useRemaining } from '../invite/useRemaining.ts';
import { s } from '../texts/index.ts';

export interface InviteItemProps {
  readonly invite: Invite;
  onShow(): void;
  /** Withdraws it; nobody can use its link any more. */
  onRevoke(): void;
  /** Withdraws it and makes another. */
  onRenew(): void;
}

/** An invite that waits for its guest, and for how long it still will. */
export function InviteItem({ invite, onShow, onRevoke, onRenew }: InviteItemProps) {
  const left = useRemaining(Date.parse(invite.expiresAt));
  return (
    <li class="invite" data-testid="invite-item">
      <button type="button" class="item" aria-disabled={!left} onClick={() => left && onShow()}>
        <span class="about">
          <strong>{s(left ? 'waitingForGuest' : 'expired')}</strong>
          <span class="last" data-testid="expires">
            {left ? s('expires', { time: inTime(left.amount, left.unit) }) : s('expiredHelp')}
          </span>
        </span>
      </button>
      <button type="button" class="ib" aria-label={s('renew')} title={s('renew')} onClick={onRenew}>
        <Icon name="renew" />
      </button>
      <button type="button" class="ib" aria-label={s('withdraw')} title={s('withdraw')} onClick={onRevoke}>
        <Icon name="trash" />
      </button>
    </li>
  );
}
