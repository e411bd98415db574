import type { ChatState } from '@guestchat/core';
import { type ChatText, t } from '../texts/index.ts';
import type { Side } from './side.ts';

export interface EndedProps {
  readonly state: ChatState;
  readonly side: Side;
  /** What was being written when it ended; may be empty. */
  readonly unsent: string;
  /** Absent where there is no way to invite. */
  readonly onInvite: (() => void) | undefined;
  onErase(): void;
}

/** Stands where the composer was, once the conversation is over: why, what next, and the way to erase it here. */
export const Ended = ({ state, side, unsent, onInvite, onErase }: EndedProps) => (
  <div class="ended" data-testid="ended" data-reason={state.endReason}>
    <p>
      <strong>{t(reasonText(state.endReason, side), { name: state.peer.name })}</strong>{' '}
      {t(side === 'guest' ? 'askForLink' : 'sendInvite', { name: state.peer.name })}
    </p>
    {unsent.trim() && (
      <p class="unsent">
        <strong>{t('notSent')}</strong>
        <span dir="auto">{unsent}</span>
      </p>
    )}
    {onInvite && (
      <button type="button" class="btn" onClick={onInvite}>
        {t('invite')}
      </button>
    )}
    <button type="button" class="btn quiet" onClick={onErase}>
      {t('erase')}
    </button>
  </div>
);

function reasonText(reason: string | undefined, side: Side): ChatText {
  switch (reason) {
    case 'left':
      return side === 'guest' ? 'endedByYou' : 'endedByPeer';
    case 'ended-by-member':
      return side === 'member' ? 'endedByYou' : 'endedByPeer';
    case 'revoked':
      return 'endedRevoked';
    case 'expired':
      return 'endedIdle';
    default:
      return 'endedOther';
  }
}
