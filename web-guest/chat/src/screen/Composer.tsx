import type { ChatState } from '@guestchat/core';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { isWhole, wordsOf } from '../messages/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';
import { type About, aboutOf, type Composing, excessOf, isSendable } from './composing.ts';

/** The `keyCode` of a key that an input method has used: Safari ends the composition before it tells of that key. */
const COMPOSED = 229;

export interface ComposerProps {
  readonly state: ChatState;
  readonly composing: Composing;
  typing(): void;
}

export function Composer({ state, composing, typing }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const hint = useId();
  const subject = useId();
  const text = composing.text.value;
  const target = composing.target.value;
  const about = aboutOf(state, target);
  const excess = excessOf(text);
  const ready = isSendable(text);
  const editing = target?.kind === 'edit';

  // A reply or an edit begins in the field; a draft that is found when the page opens does not ask for the keyboard.
  const before = useRef(target);
  useLayoutEffect(() => {
    if (target && target !== before.current) field.current?.focus();
    before.current = target;
  }, [target]);
  useLayoutEffect(() => {
    if (field.current) grow(field.current);
  }, [text]);
  // Deleted meanwhile, it cannot be edited any more.
  const pointless = editing && !about;
  useLayoutEffect(() => {
    if (pointless) composing.cancel();
  }, [pointless]);

  const submit = (event: Event) => {
    event.preventDefault();
    composing.submit();
    field.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === COMPOSED) return;
    if (event.key === 'Enter' && !event.shiftKey) submit(event);
    else if (event.key === 'Escape' && target) composing.cancel();
    else if (event.key === 'ArrowUp' && text === '' && !target) {
      const last = state.messages.findLast((message) => message.mine && isWhole(message));
      if (!last) return;
      event.preventDefault();
      composing.edit(last);
    }
  };

  return (
    <form class="comp" onSubmit={submit}>
      <p id={hint} class="hint" role="status">
        {excess > 0 && t('tooLong', { n: excess })}
        {composing.failed.value && t('notKept')}
      </p>
      {about && (
        <Subject
          id={subject}
          about={about}
          peer={state.peer.name}
          onCancel={() => {
            composing.cancel();
            field.current?.focus();
          }}
        />
      )}
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
        aria-describedby={about ? `${hint} ${subject}` : hint}
        aria-invalid={excess > 0}
        value={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          composing.write(value);
          if (value.trim()) typing();
        }}
        onKeyDown={key}
      />
      <button class="send" type="submit" aria-disabled={!ready} aria-label={t(editing ? 'saveEdit' : 'send')}>
        <Icon name={editing ? 'check' : 'send'} />
      </button>
    </form>
  );
}

interface SubjectProps {
  readonly id: string;
  readonly about: About;
  readonly peer: string;
  onCancel(): void;
}

/** Over the field: which message is answered or edited. */
function Subject({ id, about, peer, onCancel }: SubjectProps) {
  const { kind, message } = about;
  const title = kind === 'edit' ? t('editing') : message.mine ? t('replyingToSelf') : t('replyingTo', { name: peer });
  return (
    <div class="subject" data-testid="subject" data-kind={kind}>
      <Icon name={kind === 'edit' ? 'pencil' : 'reply'} />
      <p id={id}>
        <b>{title}</b>
        <span class="vh">: </span>
        <span dir="auto">{wordsOf(message)}</span>
      </p>
      <button
        type="button"
        class="ib"
        aria-label={t(kind === 'edit' ? 'cancelEdit' : 'cancelReply')}
        onClick={onCancel}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Grows the field with its text where the browser cannot (`field-sizing`). */
function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight + 2}px`;
}
