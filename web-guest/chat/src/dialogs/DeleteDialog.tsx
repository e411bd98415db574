import { useSignal } from '@preact/signals';
import { t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

export interface DeleteProps {
  readonly peer: string;
  /** Deletes for both; a rejection leaves the dialog open with a word about it. */
  remove(): Promise<void>;
  onClose(): void;
}

export function DeleteDialog({ peer, remove, onClose }: DeleteProps) {
  const failed = useSignal(false);
  const confirm = () => {
    failed.value = false;
    remove().catch(() => {
      failed.value = true;
    });
  };
  return (
    <Dialog title={t('deleteTitle')} kind="sheet" onClose={onClose}>
      <p>{t('deleteHelp', { name: peer })}</p>
      <p class="error" role="alert">
        {failed.value && t('deleteFailed')}
      </p>
      <div class="actions">
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" class="btn danger" onClick={confirm}>
          {t('deleteForBoth')}
        </button>
      </div>
    </Dialog>
  );
}
