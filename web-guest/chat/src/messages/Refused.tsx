import type { Refusal } from '@guestchat/core';
import { type ChatText, t } from '../texts/index.ts';

const REASONS: Readonly<Record<Refusal, ChatText>> = { 'mailbox-full': 'refusedFull', unavailable: 'refusedAway' };

export interface RefusedProps {
  readonly refusal: Refusal;
  readonly peer: string;
  onRetry(): void;
}

/** Under the newest message that waits: why it does, and the way to have it offered at once. */
export const Refused = ({ refusal, peer, onRetry }: RefusedProps) => (
  <p class="fail" role="alert">
    {t(REASONS[refusal], { name: peer })}{' '}
    <button
      type="button"
      class="link"
      onClick={({ currentTarget }) => {
        // The button goes with the refusal; whoever pressed it by keyboard goes on from the message.
        currentTarget.closest('.m')?.querySelector<HTMLElement>('.act')?.focus({ preventScroll: true });
        onRetry();
      }}
    >
      {t('tryAgain')}
    </button>
  </p>
);
