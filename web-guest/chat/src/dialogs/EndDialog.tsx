import { t } from '../texts/index.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { SaveButton } from './SaveButton.tsx';
import { Steps } from './Steps.tsx';

export interface EndProps {
  readonly peer: string;
  /** The chat is over already: what is left is to erase it here. */
  readonly over: boolean;
  /** Ends and erases. */
  end(): Promise<void>;
  save(): Promise<void>;
  onClose(): void;
}

/** Says exactly what goes and what stays, then ends the chat and erases it here. */
export const EndDialog = ({ peer, over, end, save, onClose }: EndProps) => (
  <ConfirmDialog
    title={t(over ? 'eraseTitle' : 'endTitle')}
    confirm={t(over ? 'eraseConfirm' : 'endConfirm')}
    failure={t('endFailed')}
    work={end}
    onClose={onClose}
    instead={<SaveButton save={save} />}
  >
    {over ? <p>{t('eraseHelp')}</p> : <Steps texts={['endStops', 'endErases', 'endKeeps', 'endServer']} peer={peer} />}
  </ConfirmDialog>
);
