import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

export interface OptionsProps {
  onSafety(): void;
  /** Absent where there are none to speak of. */
  readonly onNotifications: (() => void) | undefined;
  onEnd(): void;
  onClose(): void;
}

export const OptionsDialog = ({ onSafety, onNotifications, onEnd, onClose }: OptionsProps) => (
  <Dialog title={t('options')} kind="menu" onClose={onClose}>
    <button type="button" class="choice" onClick={onSafety}>
      <Icon name="shield" />
      {t('safetyNumber')}
    </button>
    {onNotifications && (
      <button type="button" class="choice" onClick={onNotifications}>
        <Icon name="bell" />
        {t('notifications')}
      </button>
    )}
    <button type="button" class="choice danger" onClick={onEnd}>
      <Icon name="trash" />
      {t('end')}
    </button>
  </Dialog>
);
