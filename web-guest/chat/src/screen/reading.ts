import type { Chat, ChatState } from '@guestchat/core';
import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Divider, dividerOf } from '../messages/rows.ts';

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

/** The unread line, as the chat opens with it. */
export function useDivider(state: ChatState): Signal<Divider | undefined> {
  return useSignal(dividerOf(state.messages, state.unread));
}

/** Keeps the unread line: set when messages arrive unseen, kept while they are read, gone with one's own next message. */
export function useUnseen(divider: Signal<Divider | undefined>, state: ChatState, reading: boolean): void {
  const previous = useRef(state.unread);
  useEffect(() => {
    if (!reading && state.unread > previous.current) {
      const unseen = dividerOf(state.messages, state.unread);
      const standing = previous.current > 0 ? divider.peek() : undefined;
      divider.value = standing && unseen ? { before: standing.before, count: unseen.count } : unseen;
    }
    previous.current = state.unread;
  }, [state.messages, state.unread, reading, divider]);
}
