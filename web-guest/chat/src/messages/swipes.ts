/** A message is answered once it was drawn so far (px); it follows the finger no further. */
const FAR = 56;
/** A finger that went less (px), or rather up or down, scrolls or presses. */
const NEAR = 10;

/** Which way (1: right) a line goes on. */
const forward = () => (document.dir === 'rtl' ? -1 : 1);

/** Answers a message that a finger draws towards the end of its line, as messengers on phones have it. */
export function listenForSwipes(list: HTMLElement, reply: (message: HTMLElement) => void, signal: AbortSignal): void {
  let from = { x: 0, y: 0 };
  let message: HTMLElement | undefined;
  let drawn = 0;
  const draw = (by: number) => {
    drawn = by;
    message?.style.setProperty('--drawn', String(by / FAR));
    message?.style.setProperty('--by', `${by * forward()}px`);
    message?.classList.toggle('drawn', by > 0);
  };
  const leave = () => {
    draw(0);
    message = undefined;
  };
  const options = { signal };
  list.addEventListener(
    'pointerdown',
    ({ pointerType, isPrimary, target, clientX, clientY }) => {
      leave();
      if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return;
      // Without its button a message has no actions.
      const bubble = target.closest<HTMLElement>('.b:has(.act)');
      message = bubble?.closest<HTMLElement>('[data-id]') ?? undefined;
      from = { x: clientX, y: clientY };
    },
    options,
  );
  list.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      // A long press that came first has opened the actions.
      if (!message || document.querySelector('dialog[open]')) return leave();
      const along = (clientX - from.x) * forward();
      if (drawn === 0 && Math.abs(clientY - from.y) > NEAR) leave();
      else if (drawn > 0 || along > NEAR) draw(Math.min(FAR, Math.max(0, along - NEAR)));
    },
    options,
  );
  list.addEventListener(
    'pointerup',
    () => {
      const answered = drawn === FAR ? message : undefined;
      leave();
      if (answered) reply(answered);
    },
    options,
  );
  list.addEventListener('pointercancel', leave, options);
}
