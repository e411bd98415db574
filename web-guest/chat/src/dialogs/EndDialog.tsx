import { type ChatText, t } from '../texts/index.ts';
import { useAttempt } from './attempt.ts';
import { Dialog } from './Dialog.tsx';
import { SaveButton } from './SaveButton.tsx';

export interface EndProps {
  readonly peer: string;
  /** The chat is over already: what is left is to erase it here. */
  readonly over: boolean;
  /** Ends and erases; a rejection leaves the dialog open with a word about it. */
  end(): Promise<void>;
  save(): Promise<void>;
  onClose(): void;
}

const WHAT_ENDING_DOES: readonly ChatText[] = ['endStops', 'endErases', 'endKeeps', 'endServer'];

/** Says exactly what goes and what stays, then ends the chat and erases it here. */
export function EndDialog({ peer, over, end, save, onClose }: EndProps) {
  const { failed, busy, attempt } = useAttempt(end);
  return (
    <Dialog title={t(over ? 'eraseTitle' : 'endTitle')} kind="sheet" onClose={onClose}>
      {over ? (
        <p>{t('eraseHelp')}</p>
      ) : (
        <ul class="steps">
          {WHAT_ENDING_DOES.map((text) => (
            <li key={text}>{t(text, { name: peer })}</li>
          ))}
        </ul>
      )}
      <p class="error" role="alert">
        {failed.value && t('endFailed')}
      </p>
      <div class="actions">
        <button type="button" class="btn danger" aria-disabled={busy.value} onClick={attempt}>
          {t(over ? 'eraseConfirm' : 'endConfirm')}
        </button>
        <SaveButton save={save} />
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
