import { useRef } from 'preact/hooks';
import { t } from '../texts/index.ts';
import type { Saved } from '../transcript/save.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { SaveButton } from './SaveButton.tsx';
import { Steps } from './Steps.tsx';

export interface EndProps {
  readonly peer: string;
  /** The chat is over already: what is left is to erase it here. */
  readonly over: boolean;
  /** Ends and erases. */
  end(): Promise<void>;
  save(): Promise<Saved>;
  onClose(): void;
}

/** Says exactly what goes and what stays, then ends the chat and erases it here. */
export function EndDialog({ peer, over, end, save, onClose }: EndProps) {
  // The question is the one that the reader answers: by the answer it is over before it is erased.
  const { current: erasing } = useRef(over);
  return (
    <ConfirmDialog
      title={t(erasing ? 'eraseTitle' : 'endTitle')}
      confirm={t(erasing ? 'eraseConfirm' : 'endConfirm')}
      failure={t('endFailed')}
      work={end}
      onClose={onClose}
      instead={<SaveButton save={save} />}
    >
      {erasing ? (
        <p>{t('eraseHelp')}</p>
      ) : (
        <Steps texts={['endStops', 'endErases', 'endKeeps', 'endServer']} peer={peer} />
      )}
    </ConfirmDialog>
  );
}
