import { dateAndTime, Icon } from '@guestchat/chat';
import type { Invite } from '@guestchat/core/member';
import { s } from '../texts/index.ts';

export interface InviteItemProps {
  readonly invite: Invite;
  onShow(): void;
  onRevoke(): void;
}

/** An invite that waits for its guest. */
export const InviteItem = ({ invite, onShow, onRevoke }: InviteItemProps) => (
  <li class="invite" data-testid="invite-item">
    <button type="button" class="item" onClick={onShow}>
      <span class="about">
        <strong>{s('waitingForGuest')}</strong>
        <span class="last">{s('goodUntil', { time: dateAndTime(new Date(invite.expiresAt)) })}</span>
      </span>
    </button>
    <button type="button" class="ib" aria-label={s('withdraw')} onClick={onRevoke}>
      <Icon name="trash" />
    </button>
  </li>
);
