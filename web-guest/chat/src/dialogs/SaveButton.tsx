import { useSignal } from '@preact/signals';
import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';

/** Saves the chat as a file, before it is gone. */
export function SaveButton({ save }: { save(): Promise<void> }) {
  const saved = useSignal(false);
  const click = async () => {
    await save();
    saved.value = true;
  };
  return (
    <button type="button" class="btn quiet" onClick={click}>
      <Icon name={saved.value ? 'check' : 'download'} />
      {t(saved.value ? 'saved' : 'save')}
    </button>
  );
}
