import { t } from '../texts/index.ts';
import type { Saved } from '../transcript/save.ts';
import { Dialog } from './Dialog.tsx';
import { SaveButton } from './SaveButton.tsx';

export interface ReportProps {
  readonly peer: string;
  /** The conversation's id: what the service knows it by. */
  readonly id: string;
  save(): Promise<Saved>;
  onEnd(): void;
  onClose(): void;
}

/**
 * For a guest whom somebody troubles. Nobody but the two can read the messages, so nobody else can judge them: the guest ends the
 * chat, and takes to whoever helps what only the guest can give, the messages, and the number that the service finds the chat by.
 */
export const ReportDialog = ({ peer, id, save, onEnd, onClose }: ReportProps) => (
  <Dialog title={t('report')} kind="sheet" onClose={onClose}>
    <p>{t('reportHelp', { name: peer, site: location.host })}</p>
    <ol class="steps">
      <li>{t('reportSave')}</li>
      <li>{t('reportEnd', { name: peer })}</li>
      <li>
        {t('reportTell', { site: location.host })}{' '}
        <code dir="ltr" data-testid="conversation-id">
          {id}
        </code>
      </li>
    </ol>
    <div class="actions">
      <SaveButton save={save} />
      <button type="button" class="btn danger" onClick={onEnd}>
        {t('end')}
      </button>
      <button type="button" class="btn quiet" onClick={onClose}>
        {t('cancel')}
      </button>
    </div>
  </Dialog>
);
