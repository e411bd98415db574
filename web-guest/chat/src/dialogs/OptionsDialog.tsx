import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

export interface OptionsProps {
  onSafety(): void;
  onEnd(): void;
  onClose(): void;
}

export const OptionsDialog = ({ onSafety, onEnd, onClose }: OptionsProps) => (
  <Dialog title={t('options')} kind="menu" onClose={onClose}>
    <button type="button" class="choice" onClick={onSafety}>
      <Icon name="shield" />
      {t('safetyNumber')}
    </button>
    <button type="button" class="choice danger" onClick={onEnd}>
      <Icon name="trash" />
      {t('end')}
    </button>
  </Dialog>
);
