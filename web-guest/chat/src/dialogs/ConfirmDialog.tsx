import type { ComponentChildren } from 'preact';
import { useAttempts } from '../parts/attempt.ts';
import { t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

export interface ConfirmProps {
  readonly title: string;
  /** On the button that does it. */
  readonly confirm: string;
  /** When it did not work. */
  readonly failure: string;
  /** What cannot be taken back; a rejection leaves the dialog open, with a word about it. */
  work(): Promise<void>;
  onClose(): void;
  /** Another way, beside doing it and leaving it. */
  readonly instead?: ComponentChildren;
  /** What it does. */
  readonly children: ComponentChildren;
}

/** Says what something does that cannot be taken back, and does it when the reader still wants it. That button is not the first. */
export function ConfirmDialog({ title, confirm, failure, work, onClose, instead, children }: ConfirmProps) {
  const { busy, failed, attempt } = useAttempts();
  return (
    <Dialog title={title} kind="sheet" onClose={onClose}>
      {children}
      <p class="error" role="alert">
        {failed.value && failure}
      </p>
      <div class="actions">
        {instead}
        <button type="button" class="btn quiet" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" class="btn danger" aria-disabled={busy.value} onClick={() => attempt(work)}>
          {confirm}
        </button>
      </div>
    </Dialog>
  );
}
