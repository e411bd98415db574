import type { Chat, ChatState } from '@guestchat/core';
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { DeleteDialog } from '../dialogs/DeleteDialog.tsx';
import { type MessageAction, MessageMenu } from '../dialogs/MessageMenu.tsx';
import { isWhole } from '../messages/words.ts';
import { t } from '../texts/index.ts';
import type { Composing } from './composing.ts';

/** How long (ms) a word about what was done is shown. */
const SAID_FOR = 2500;

/** The message whose actions are open, or that is about to be deleted. */
export type Chosen = { readonly id: string; readonly near: Element; readonly deleting?: boolean } | undefined;

export interface MessageActionsProps {
  readonly chat: Chat;
  readonly state: ChatState;
  /** Whether anything of it can be changed. */
  readonly writable: boolean;
  readonly composing: Composing;
  readonly chosen: Signal<Chosen>;
  /** The message is gone: the keyboard needs another place. */
  onGone(): void;
}

/** The menu of a message, what follows from it, and a word when it is not seen otherwise. */
export function MessageActions({ chat, state, writable, composing, chosen, onGone }: MessageActionsProps) {
  const said = useSignal('');
  useEffect(() => {
    if (!said.value) return;
    const timer = setTimeout(() => {
      said.value = '';
    }, SAID_FOR);
    return () => clearTimeout(timer);
  }, [said.value]);
  const close = () => {
    chosen.value = undefined;
  };
  const { value: about } = chosen;
  const message = about && state.messages.find(({ id }) => id === about.id);
  const gone = message !== undefined && !isWhole(message);

  const act = (action: MessageAction) => {
    if (!message || !about) return;
    close();
    switch (action) {
      case 'reply':
        return composing.reply(message);
      case 'edit':
        return composing.edit(message);
      case 'delete':
        chosen.value = { ...about, deleting: true };
        return;
      case 'copy':
        navigator.clipboard.writeText(message.text).then(
          () => {
            said.value = t('copied');
          },
          () => {
            said.value = t('notCopied');
          },
        );
    }
  };
  const react = (emoji: string) => {
    close();
    if (!message) return;
    chat.react(message.id, emoji).catch(() => {
      said.value = t('notKept');
    });
  };
  const remove = async () => {
    if (message) await chat.delete(message.id);
    close();
  };
  // Taken back by us or by its author: nothing of it is left to act on, and no button to return the focus to.
  const lost = useRef(false);
  useEffect(() => {
    if (!gone) return;
    lost.current = true;
    close();
  }, [gone]);
  // Once the dialog is gone: while it is open, nothing else takes the focus.
  useEffect(() => {
    if (about || !lost.current) return;
    lost.current = false;
    onGone();
  }, [about]);

  return (
    <>
      <p class="said" role="status">
        {said.value}
      </p>
      {message && !gone && !about?.deleting && (
        <MessageMenu
          message={message}
          near={about.near}
          over={!writable}
          onAction={act}
          onReact={react}
          onClose={close}
        />
      )}
      {message && !gone && about?.deleting && <DeleteDialog peer={state.peer.name} remove={remove} onClose={close} />}
    </>
  );
}
