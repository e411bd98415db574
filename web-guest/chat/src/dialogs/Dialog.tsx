import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export interface DialogProps {
  readonly title: string;
  readonly kind: 'menu' | 'sheet';
  onClose(): void;
  children: ComponentChildren;
}

/** A modal dialog: focus stays inside, Escape and a click beside it close it, focus returns to where it was. */
export function Dialog({ title, kind, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => opener instanceof HTMLElement && opener.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${kind}`}
      aria-labelledby={heading}
      onClose={onClose}
      // A click beside the content lands on the dialog element itself; the keyboard has Escape.
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="inside">
        <h2 id={heading} class={kind === 'menu' ? 'vh' : ''}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
