import { t } from '../texts/index.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

export interface DeleteProps {
  readonly peer: string;
  /** Deletes for both. */
  remove(): Promise<void>;
  onClose(): void;
}

/** Before a message is taken back. */
export const DeleteDialog = ({ peer, remove, onClose }: DeleteProps) => (
  <ConfirmDialog
    title={t('deleteTitle')}
    confirm={t('deleteForBoth')}
    failure={t('deleteFailed')}
    work={remove}
    onClose={onClose}
  >
    <p>{t('deleteHelp', { name: peer })}</p>
  </ConfirmDialog>
);
