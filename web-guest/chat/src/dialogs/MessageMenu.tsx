import type { Message } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { type ChatText, t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

/** What most people react with, the most common first; the first few are at hand. */
const EMOJI = '👍 ❤️ 😂 🙏 😮 😢 🎉 🔥 👏 😊 😍 🤔 😅 😭 😡 👎 👌 💪 ✅ ❌ ⭐ 💯 🤗 😘 🙈 🤝 👋 🌹 🎂 ☀️'.split(' ');
const AT_HAND = 5;

export type MessageAction = 'reply' | 'copy' | 'edit' | 'delete';

const LOOKS: Readonly<Record<MessageAction, readonly [IconName, ChatText]>> = {
  reply: ['reply', 'reply'],
  copy: ['copy', 'copy'],
  edit: ['pencil', 'edit'],
  delete: ['trash', 'deleteForBoth'],
};

export interface MessageMenuProps {
  readonly message: Message;
  /** The bubble; the menu opens beside it. */
  readonly near: Element;
  /** The chat is over: what is there can be copied, no more. */
  readonly over: boolean;
  onAction(action: MessageAction): void;
  /** `''` takes the reaction back. */
  onReact(emoji: string): void;
  onClose(): void;
}

/** What can be done with one message. */
export function MessageMenu({ message, near, over, onAction, onReact, onClose }: MessageMenuProps) {
  const own = message.reactions?.mine;
  const written: readonly MessageAction[] = message.mine ? ['reply', 'copy', 'edit', 'delete'] : ['reply', 'copy'];
  const actions: readonly MessageAction[] = over ? ['copy'] : written;
  return (
    <Dialog title={t('messageActions')} kind="menu" near={near} onClose={onClose}>
      <div role="menu" aria-label={t('messageActions')} onKeyDown={goAlong}>
        {!over && <Emoji own={own} onReact={onReact} />}
        {actions.map((action) => {
          const [icon, text] = LOOKS[action];
          const danger = action === 'delete' ? ' danger' : '';
          return (
            <button
              key={action}
              type="button"
              role="menuitem"
              class={`choice${danger}`}
              onClick={() => onAction(action)}
            >
              <Icon name={icon} />
              {t(text)}
            </button>
          );
        })}
      </div>
    </Dialog>
  );
}

/** The most common ones, and all at a press; one's own is always among them. */
function Emoji({ own, onReact }: { own: string | undefined; onReact(emoji: string): void }) {
  const all = useSignal(false);
  const group = useRef<HTMLDivElement>(null);
  // The button that showed them all is gone; what stands in its place goes on.
  useLayoutEffect(() => {
    if (all.value) group.current?.querySelectorAll('button')[AT_HAND]?.focus();
  }, [all.value]);
  const known = own === undefined || EMOJI.includes(own) ? EMOJI : [own, ...EMOJI];
  const near = known.slice(0, AT_HAND);
  const few = own === undefined || near.includes(own) ? near : [own, ...near.slice(1)];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div role="group" class="emoji" aria-label={t('react')} ref={group}>
      {(all.value ? known : few).map((one) => (
        <button
          key={one}
          type="button"
          role="menuitemradio"
          aria-checked={one === own}
          onClick={() => onReact(one === own ? '' : one)}
        >
          {one}
        </button>
      ))}
      {!all.value && (
        <button
          key="all"
          type="button"
          role="menuitem"
          aria-expanded="false"
          aria-label={t('moreEmoji')}
          onClick={() => {
            all.value = true;
          }}
        >
          <Icon name="plus" />
        </button>
      )}
    </div>
  );
}

/** Arrow keys go round all of the menu; beside each other, the emoji follow the direction of writing. */
function goAlong(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const items = [...event.currentTarget.querySelectorAll('button')];
  const place = event.target instanceof HTMLButtonElement ? items.indexOf(event.target) : -1;
  const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = document.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  const next = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    [forward]: place + 1,
    [backward]: place - 1,
    Home: 0,
    End: -1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}
