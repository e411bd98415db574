import { t } from '../texts/index.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { Steps } from './Steps.tsx';

export interface BlockProps {
  readonly peer: string;
  /** Has the provider block the guest. */
  block(): Promise<void>;
  onClose(): void;
}

/** For a member whom a guest troubles. */
export const BlockDialog = ({ peer, block, onClose }: BlockProps) => (
  <ConfirmDialog
    title={t('blockTitle', { name: peer })}
    confirm={t('block', { name: peer })}
    failure={t('endFailed')}
    work={block}
    onClose={onClose}
  >
    <Steps texts={['blockStops', 'blockSilence', 'blockKeeps']} peer={peer} />
  </ConfirmDialog>
);
