import { t } from '../texts/index.ts';
import type { Saved } from '../transcript/save.ts';
import { Dialog } from './Dialog.tsx';
import { SaveButton } from './SaveButton.tsx';

export interface SaveDialogProps {
  save(): Promise<Saved>;
  onClose(): void;
}

/** For who saves a copy and goes on. */
export const SaveDialog = ({ save, onClose }: SaveDialogProps) => (
  <Dialog title={t('save')} kind="sheet" onClose={onClose}>
    <div class="actions">
      <SaveButton save={save} atOnce />
      <button type="button" class="btn quiet" onClick={onClose}>
        {t('close')}
      </button>
    </div>
  </Dialog>
);
