import { t } from '../texts/index.ts';

/** Stands where the composer was while another tab has the chat: only one may write. */
export const Elsewhere = ({ onUseHere }: { onUseHere(): void }) => (
  <div class="ended">
    <p>{t('elsewhere')}</p>
    <button type="button" class="btn" onClick={onUseHere}>
      {t('useHere')}
    </button>
  </div>
);
