import type { ChatState } from '@guestchat/core';
import { Avatar } from '../parts/Avatar.tsx';
import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';

export interface HeaderProps {
  readonly state: ChatState;
  /** Shown under the name while the peer is not online. */
  readonly about: string | undefined;
  onBack: (() => void) | undefined;
  onOptions(): void;
}

export const Header = ({ state, about, onBack, onOptions }: HeaderProps) => (
  <header class="top">
    {onBack && (
      <button type="button" class="ib back" aria-label={t('back')} onClick={onBack}>
        <Icon name="back" />
      </button>
    )}
    <Avatar name={state.peer.name} />
    <div class="who">
      <h1 class="name">
        <span dir="auto">{state.peer.name}</span>
        {state.verified && <Icon name="shield" label={t('verified')} />}
      </h1>
      <p data-testid="peer-status">{statusLine(state, about)}</p>
    </div>
    <button type="button" class="ib" aria-haspopup="dialog" aria-label={t('options')} onClick={onOptions}>
      <Icon name="more" />
    </button>
  </header>
);

function statusLine({ status, connection, peer }: ChatState, about: string | undefined): string {
  if (status === 'ended') return t('ended');
  if (connection === 'connecting') return t('connecting');
  if (peer.typing) return t('typing');
  if (connection === 'online' && peer.online) return t('online');
  return about ?? t('encrypted');
}
