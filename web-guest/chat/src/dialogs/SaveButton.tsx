import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAttempts } from '../parts/attempt.ts';
import { Icon } from '../parts/Icon.tsx';
import { type ChatText, t } from '../texts/index.ts';
import type { Saved } from '../transcript/save.ts';

const NEXT: Readonly<Record<Saved['kind'], ChatText | undefined>> = {
  offered: 'saveOffered',
  shared: 'saveShared',
  shown: 'saveShown',
  cancelled: undefined,
};

export interface SaveProps {
  save(): Promise<Saved>;
  /** The reader has asked for it already. */
  readonly atOnce?: boolean;
}

/** Saves a copy of the chat, before it is gone, and says where to look for it: only the reader can see that it is there. */
export function SaveButton({ save, atOnce }: SaveProps) {
  const { busy, failed, attempt } = useAttempts();
  const saved = useSignal<Saved | undefined>(undefined);
  const begin = () =>
    attempt(async () => {
      saved.value = await save();
    });
  useEffect(() => {
    if (atOnce) begin();
  }, []);
  const next = failed.value ? 'saveFailed' : saved.value && NEXT[saved.value.kind];
  return (
    <>
      <p role="status">{next && t(next)}</p>
      {saved.value?.kind === 'shown' && (
        <textarea
          class="copy"
          readOnly
          dir="auto"
          aria-label={t('saveShown')}
          value={saved.value.text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <button type="button" class="btn quiet" aria-disabled={busy.value} onClick={begin}>
        <Icon name="download" />
        {t('save')}
      </button>
    </>
  );
}
