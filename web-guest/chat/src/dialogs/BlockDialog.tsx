import { type ChatText, t } from '../texts/index.ts';
import { useAttempt } from './attempt.ts';
import { Dialog } from './Dialog.tsx';

export interface BlockProps {
  readonly peer: string;
  /** Has the provider block the guest; a rejection leaves the dialog open with a word about it. */
  block(): Promise<void>;
  onClose(): void;
}

const WHAT_BLOCKING_DOES: readonly ChatText[] = ['blockStops', 'blockSilence', 'blockKeeps'];

/** For a member whom a guest troubles. */
export function BlockDialog({ peer, block, onClose }: BlockProps) {
  const { failed, busy, attempt } = useAttempt(block);
  return (
    <Dialog title={t('blockTitle', { name: peer })} kind="sheet" onClose={onClose}>
      <ul class="steps">
        {WHAT_BLOCKING_DOES.map((text) => (
          <li key={text}>{t(text, { name: peer })}</li>
        ))}
      </ul>
      <p class="error" role="alert">
        {failed.value && t('endFailed')}
      </p>
      <div class="actions">
        <button type="button" class="btn danger" aria-disabled={busy.value} onClick={attempt}>
          {t('block', { name: peer })}
        </button>
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
