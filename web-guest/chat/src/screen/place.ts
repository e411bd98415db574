import type { Message } from '@guestchat/core';
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { showMessage } from '../messages/presses.ts';
import { around, drawn, isLong, newer, newest, older, type Window } from '../messages/window.ts';

/** So near the end (px) the reader counts as being there. */
const NEAR_END = 48;
/** More is drawn when less than so many screens are left to scroll. */
const AHEAD = 1.5;

export interface Place {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** True while the reader is at the newest message; then new ones pull the list along. */
  readonly atEnd: ReadonlySignal<boolean>;
  /** The messages to draw: those round the reader. */
  readonly shown: readonly Message[];
  toEnd(): void;
  /** Brings a message into view, wherever it is, and shows which one it is; the keyboard may go on from there. */
  reveal(id: string, focus: boolean): void;
}

/** What is to be done about the scroll position once the messages of a new window are drawn. */
type Settle =
  | { readonly kind: 'end' }
  | { readonly kind: 'reveal'; readonly id: string; readonly focus: boolean }
  /** The reader is to see this element where it was: so many pixels below the top of the screen. */
  | { readonly kind: 'keep'; readonly element: Element; readonly top: number };

/**
 * Where the reader is in the conversation. Opens the list at the unread line (before `unread`) or at its end; keeps the reader
 * there while messages come and sizes change; draws only what is near, and more of it as the reader comes near its edges.
 */
export function usePlace(messages: readonly Message[], unread: string | undefined): Place {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(false);
  const window = useSignal<Window>(newest(messages, unread));
  const settle = useRef<Settle>(undefined);
  const all = useRef(messages);
  all.current = messages;

  const move = (next: Window) => {
    if (next === window.peek() || !scroller.current) return;
    settle.current ??= keep(scroller.current);
    window.value = next;
  };
  const toEnd = () => {
    atEnd.value = true;
    settle.current = { kind: 'end' };
    window.value = newest(all.current);
  };
  const reveal = (id: string, focus: boolean) => {
    atEnd.value = false;
    settle.current = { kind: 'reveal', id, focus };
    window.value = { ...around(all.current, window.peek(), id) };
  };

  useLayoutEffect(() => {
    const list = scroller.current;
    if (!list) return;
    let lastTop = 0;
    // Only scrolling back leaves the end: a message that has come, or a smaller window, must not.
    const look = () => {
      const { scrollTop, clientHeight } = list;
      const near = isNearEnd(list, window.peek());
      if (near || scrollTop < lastTop) atEnd.value = near;
      lastTop = scrollTop;
      if (scrollTop < clientHeight * AHEAD) move(older(all.current, window.peek()));
      else if (leftOf(list) < clientHeight * AHEAD) move(newer(all.current, window.peek()));
    };
    const follow = () => {
      if (atEnd.peek()) list.scrollTop = list.scrollHeight;
    };
    const line = list.querySelector('.new');
    atEnd.value = !line && window.peek().last === undefined;
    line?.scrollIntoView({ block: 'center' });
    follow();
    look();
    const sizes = new ResizeObserver(follow);
    for (const element of [list, ...list.children]) sizes.observe(element);
    list.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      list.removeEventListener('scroll', look);
    };
  }, [atEnd]);

  // A chat that is open for days at its end does not draw all that came meanwhile.
  useLayoutEffect(() => {
    if (atEnd.peek() && isLong(messages, window.peek())) toEnd();
  }, [messages]);

  useLayoutEffect(() => {
    const todo = settle.current;
    settle.current = undefined;
    if (!scroller.current || !todo) return;
    carryOut(todo, scroller.current);
    // Where all of the chat is in view, nothing scrolls.
    if (todo.kind === 'reveal') atEnd.value = isNearEnd(scroller.current, window.peek());
  }, [window.value]);

  return { scroller, atEnd, shown: drawn(messages, window.value), toEnd, reveal };
}

/** How far (px) the list goes on below what the reader sees. */
const leftOf = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number =>
  scrollHeight - scrollTop - clientHeight;

const isNearEnd = (list: HTMLElement, { last }: Window): boolean => last === undefined && leftOf(list) < NEAR_END;

/** The first element that the reader sees, and where. */
function keep(list: HTMLElement): Settle | undefined {
  const { top } = list.getBoundingClientRect();
  for (const element of list.querySelectorAll('[data-id]')) {
    const box = element.getBoundingClientRect();
    if (box.bottom > top) return { kind: 'keep', element, top: box.top };
  }
  return undefined;
}

function carryOut(todo: Settle, list: HTMLElement): void {
  switch (todo.kind) {
    case 'end':
      list.scrollTop = list.scrollHeight;
      return;
    case 'keep':
      if (todo.element.isConnected) list.scrollTop += todo.element.getBoundingClientRect().top - todo.top;
      return;
    case 'reveal':
      showMessage(list, todo.id, todo.focus);
  }
}
