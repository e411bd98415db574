import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  readonly title: string;
  readonly kind: 'menu' | 'sheet';
  /** Opens beside this rather than at its usual place. */
  readonly near?: Element;
  onClose(): void;
  children: ComponentChildren;
}

/** A modal dialog: focus stays inside, Escape and a click beside it close it, focus returns to where it was. */
export function Dialog({ title, kind, near, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    // The first button has the focus, and may be far below what is to be read first.
    if (dialog.current) dialog.current.scrollTop = 0;
    const place = new ResizeObserver(() => near && dialog.current && putBeside(dialog.current, near));
    if (near && dialog.current) {
      putBeside(dialog.current, near);
      place.observe(dialog.current);
    }
    return () => {
      place.disconnect();
      // While it stands open nothing else takes the focus; and closed, it would tell its owner, who may show the next one by now.
      element?.remove();
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${kind}${near ? ' beside' : ''}`}
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

/** Distance to what it stands beside, and to the window's edges, in pixels. */
const GAP = 8;

/** Below if there is room, above otherwise; never beyond the window. Aligned to the edge that `near` is closer to. */
function putBeside(dialog: HTMLElement, near: Element): void {
  const { top, bottom, left, right } = near.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = dialog;
  const within = (place: number, most: number) => Math.max(GAP, Math.min(place, most - GAP));
  const below = bottom + GAP;
  const start = below + height + GAP <= innerHeight ? below : top - GAP - height;
  const atEnd = left + right > innerWidth;
  dialog.style.top = `${within(start, innerHeight - height)}px`;
  dialog.style.left = `${within(atEnd ? right - width : left, innerWidth - width)}px`;
}
