import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { listenForSwipes } from './swipes.ts';

/** A touch that rests this long (ms), moving less than this far (px), is a long press. */
const LONG = 450;
const STILL = 10;

/** What pressing on a message asks for. Messages are named by id. */
export interface Presses {
  /** By right click, long press, menu key, or the button beside the message. */
  onActions(id: string, near: Element): void;
  /** A message drawn aside. */
  onReply(id: string): void;
  /** The quote in a reply. */
  onOriginal(id: string): void;
  /** A reaction that stands there. */
  onReaction(id: string, emoji: string): void;
}

/** Listens in one place for all messages: there may be very many. */
export function usePresses(scroller: RefObject<HTMLElement | null>, presses: Presses): void {
  const latest = useRef(presses);
  latest.current = presses;
  useEffect(() => {
    const list = scroller.current;
    return list ? listen(list, latest) : undefined;
  }, [scroller]);
}

function listen(list: HTMLElement, presses: { readonly current: Presses }): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const openActions = (target: EventTarget | null): boolean => {
    const message = messageOf(target);
    // Without its button a message has no actions.
    const bubble = message?.querySelector('.act')?.parentElement;
    if (message && bubble) presses.current.onActions(idOf(message), bubble);
    return bubble !== undefined && bubble !== null;
  };
  list.addEventListener(
    'contextmenu',
    (event) => {
      // Links have a menu of their own, and so has marked text.
      if (at(event.target, 'a') || getSelection()?.isCollapsed === false) return;
      if (at(event.target, '.b') && openActions(event.target)) event.preventDefault();
    },
    { signal },
  );
  list.addEventListener(
    'click',
    ({ target }) => {
      const message = messageOf(target);
      const original = at(target, '[data-original]')?.dataset.original;
      const emoji = at(target, '[data-emoji]')?.dataset.emoji;
      if (original) presses.current.onOriginal(original);
      else if (emoji && message) presses.current.onReaction(idOf(message), emoji);
      else if (at(target, '.act')) openActions(target);
    },
    { signal },
  );
  list.addEventListener('keydown', goAlong, { signal });
  listenForLongPress(list, openActions, signal);
  listenForSwipes(list, (message) => presses.current.onReply(idOf(message)), signal);
  return () => listening.abort();
}

/** Safari on phones has no `contextmenu` event; where there is one as well, what is open stays open. */
function listenForLongPress(
  list: HTMLElement,
  open: (target: EventTarget | null) => boolean,
  signal: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  let opened = false;
  const stop = () => clearTimeout(timer);
  const start = ({ pointerType, isPrimary, target, clientX, clientY }: PointerEvent) => {
    stop();
    opened = false;
    if (pointerType !== 'touch' || !isPrimary || !at(target, '.b') || at(target, 'a')) return;
    from = { x: clientX, y: clientY };
    timer = setTimeout(() => {
      opened = open(target);
    }, LONG);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (Math.hypot(clientX - from.x, clientY - from.y) > STILL) stop();
  };
  list.addEventListener('pointerdown', start, { signal });
  list.addEventListener('pointermove', move, { signal });
  for (const end of ['pointerup', 'pointercancel'] as const) list.addEventListener(end, stop, { signal });
  list.addEventListener('scroll', stop, { signal });
  // The finger that opened the actions must not press one of them as it leaves.
  list.addEventListener('touchend', (event) => opened && event.preventDefault(), { signal, passive: false });
}

/** From one message's button to another's by arrow keys, Home and End. */
function goAlong(event: KeyboardEvent): void {
  const here = at(event.target, '.act');
  if (!here || !(event.currentTarget instanceof HTMLElement)) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.act')];
  const place = all.indexOf(here);
  const places = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: all.length - 1 };
  if (!(event.key in places)) return;
  event.preventDefault();
  const next = all[places[event.key as keyof typeof places]];
  next?.focus({ preventScroll: true });
  next?.closest('.m')?.scrollIntoView({ block: 'nearest' });
}

function at(target: EventTarget | null, selector: string): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null;
}

const messageOf = (target: EventTarget | null) => at(target, '[data-id]');

const idOf = (message: HTMLElement): string => message.dataset.id ?? '';

/** Brings a message that is drawn into view and shows which one it is; with `focus`, the keyboard goes on from there. */
export function showMessage(list: HTMLElement, id: string, focus: boolean): void {
  const message = list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  if (!message) return;
  message.scrollIntoView({ block: 'center' });
  if (focus) message.querySelector<HTMLElement>('.act')?.focus({ preventScroll: true });
  message.animate({ backgroundColor: ['var(--shown)', 'var(--shown)', 'transparent'] }, 1600);
}
