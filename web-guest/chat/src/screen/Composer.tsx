import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';

/** The protocol's limit for a text, in code points. */
export const LONGEST_TEXT = 3000;

export interface ComposerProps {
  /** Resolves once the message is kept; only then does the field empty itself. */
  send(text: string): Promise<void>;
  typing(): void;
}

export function Composer({ send, typing }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useSignal('');
  const failed = useSignal(false);
  const id = useId();
  const hint = useId();
  const text = draft.value.trim();
  const excess = [...text].length - LONGEST_TEXT;
  const ready = text !== '' && excess <= 0;

  const write = (value: string) => {
    draft.value = value;
    failed.value = false;
    if (value.trim()) typing();
    if (field.current) grow(field.current);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!ready) return;
    draft.value = '';
    try {
      await send(text);
    } catch {
      failed.value = true;
      draft.value = draft.value ? `${text}\n${draft.value}` : text;
    }
    field.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  };

  return (
    <form class="comp" onSubmit={submit}>
      <p id={hint} class="hint" role="status">
        {excess > 0 && t('tooLong', { n: excess })}
        {failed.value && t('notKept')}
      </p>
      <label class="vh" for={id}>
        {t('message')}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        dir="auto"
        placeholder={t('message')}
        enterkeyhint="send"
        autocomplete="off"
        aria-describedby={hint}
        aria-invalid={excess > 0}
        value={draft.value}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={key}
      />
      <button class="send" type="submit" aria-disabled={!ready} aria-label={t('send')}>
        <Icon name="send" />
      </button>
    </form>
  );
}

/** Grows the field with its text where the browser cannot (`field-sizing`). */
function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight + 2}px`;
}
