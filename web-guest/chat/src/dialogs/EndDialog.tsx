import { useSignal } from '@preact/signals';
import { t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

export interface EndProps {
  readonly peer: string;
  /** The chat is over already: what is left is to erase it here. */
  readonly over: boolean;
  /** Ends and erases; a rejection leaves the dialog open with a word about it. */
  end(): Promise<void>;
  onClose(): void;
}

export function EndDialog({ peer, over, end, onClose }: EndProps) {
  const busy = useSignal(false);
  const failed = useSignal(false);
  const confirm = async () => {
    if (busy.value) return;
    busy.value = true;
    failed.value = false;
    try {
      await end();
    } catch {
      failed.value = true;
      busy.value = false;
    }
  };
  return (
    <Dialog title={t(over ? 'eraseTitle' : 'endTitle')} kind="sheet" onClose={onClose}>
      <p>{t(over ? 'eraseHelp' : 'endHelp', { name: peer })}</p>
      <p class="error" role="alert">
        {failed.value && t('endFailed')}
      </p>
      <div class="actions">
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" class="btn danger" aria-disabled={busy.value} onClick={confirm}>
          {t(over ? 'eraseConfirm' : 'endConfirm')}
        </button>
      </div>
    </Dialog>
  );
}
