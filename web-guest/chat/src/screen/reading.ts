import type { Chat, ChatState } from '@guestchat/core';
import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { type Divider, dividerOf } from '../messages/rows.ts';

/** So near the end (px) the reader counts as being there. */
const NEAR_END = 48;

export interface Place {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** True while the reader is at the newest message; then new ones pull the list along. */
  readonly atEnd: ReadonlySignal<boolean>;
  toEnd(): void;
}

/** Opens the list at the unread line or at its end, and keeps the reader there while messages come and sizes change. */
export function usePlace(): Place {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(false);
  useLayoutEffect(() => {
    const list = scroller.current;
    if (!list) return;
    let lastTop = 0;
    // Only scrolling back leaves the end: a message that has come, or a smaller window, must not.
    const look = () => {
      const near = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
      if (near || list.scrollTop < lastTop) atEnd.value = near;
      lastTop = list.scrollTop;
    };
    const follow = () => {
      if (atEnd.peek()) list.scrollTop = list.scrollHeight;
    };
    const unread = list.querySelector('.new');
    atEnd.value = !unread;
    unread?.scrollIntoView({ block: 'center' });
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
  const toEnd = () => {
    atEnd.value = true;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };
  return { scroller, atEnd, toEnd };
}

/** Whether the page is in front of the reader. */
export function useVisible(): ReadonlySignal<boolean> {
  const visible = useSignal(document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => {
      visible.value = document.visibilityState === 'visible';
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [visible]);
  return visible;
}

/** Tells the core what has been read: all, once the reader is at the end and looking. */
export function useMarkRead(chat: Chat, state: ChatState, reading: boolean): void {
  useEffect(() => {
    // Should it fail, the next message or look tries again.
    if (reading && state.unread > 0) chat.markRead().catch(() => undefined);
  }, [chat, state.unread, reading]);
}

/** The unread line: set when messages arrive unseen, kept while they are read, gone with one's own next message. */
export function useDivider(state: ChatState, reading: boolean): Signal<Divider | undefined> {
  const divider = useSignal(dividerOf(state.messages, state.unread));
  const previous = useRef(state.unread);
  useEffect(() => {
    if (!reading && state.unread > previous.current) {
      const unseen = dividerOf(state.messages, state.unread);
      const standing = previous.current > 0 ? divider.peek() : undefined;
      divider.value = standing && unseen ? { before: standing.before, count: unseen.count } : unseen;
    }
    previous.current = state.unread;
  }, [state.messages, state.unread, reading, divider]);
  return divider;
}
