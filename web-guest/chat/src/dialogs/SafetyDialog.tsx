import { Icon } from '../parts/Icon.tsx';
import { QrCode } from '../parts/QrCode.tsx';
import { t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

export interface SafetyProps {
  readonly peer: string;
  /** 60 digits, or nothing while the peer has not joined. */
  readonly safetyNumber: string | undefined;
  readonly verified: boolean;
  /** The reader has compared the number, or takes that back. */
  onVerified(verified: boolean): void;
  onClose(): void;
}

/**
 * The number both ends compare, in 12 groups of 5 digits, always left to right, as it is read out; and the same as a QR code:
 * the camera of the other phone reads it.
 */
export function SafetyDialog({ peer, safetyNumber, verified, onVerified, onClose }: SafetyProps) {
  return (
    <Dialog title={t('safetyNumber')} kind="sheet" onClose={onClose}>
      {safetyNumber ? (
        <>
          <p>{t('safetyWhy', { name: peer })}</p>
          <p class="digits" dir="ltr" data-testid="safety-number">
            {safetyNumber.match(/\d{5}/g)?.map((group, place) => (
              <span key={place}>{group} </span>
            ))}
          </p>
          <p>{t('safetyHow', { name: peer })}</p>
          <QrCode text={safetyNumber} label={t('safetyCode')} />
          <p>{t('safetyOther')}</p>
          <p class="mark" role="status" data-testid="verified" data-verified={verified}>
            {verified && (
              <>
                <Icon name="shield" />
                {t('verifiedHere', { name: peer })}
              </>
            )}
          </p>
        </>
      ) : (
        <p>{t('safetyLater', { name: peer })}</p>
      )}
      <div class="actions">
        {safetyNumber && (
          <button type="button" class={verified ? 'btn quiet' : 'btn'} onClick={() => onVerified(!verified)}>
            {t(verified ? 'unverify' : 'verify')}
          </button>
        )}
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </Dialog>
  );
}
