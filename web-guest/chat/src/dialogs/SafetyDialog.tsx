import { t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

export interface SafetyProps {
  readonly peer: string;
  /** 60 digits, or nothing while the peer has not joined. */
  readonly safetyNumber: string | undefined;
  onClose(): void;
}

/** The number both ends compare, in 12 groups of 5 digits; always left to right, as it is read out. */
export function SafetyDialog({ peer, safetyNumber, onClose }: SafetyProps) {
  const groups = safetyNumber?.match(/\d{5}/g) ?? [];
  return (
    <Dialog title={t('safetyNumber')} kind="sheet" onClose={onClose}>
      {groups.length > 0 && (
        <p class="digits" dir="ltr" data-testid="safety-number">
          {groups.map((group, place) => (
            <span key={place}>{group} </span>
          ))}
        </p>
      )}
      <p>{t(groups.length > 0 ? 'safetyHelp' : 'safetyLater', { name: peer })}</p>
      <div class="actions">
        <button type="button" class="btn" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </Dialog>
  );
}
