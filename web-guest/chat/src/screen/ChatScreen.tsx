import type { Chat, ChatState } from '@guestchat/core';
import type { Notifications } from '@guestchat/core/notifications';
import { useSignal } from '@preact/signals';
import { Announcer } from '../messages/Announcer.tsx';
import { MessageList } from '../messages/MessageList.tsx';
import type { Presses } from '../messages/presses.ts';
import { Offer } from '../notifications/Offer.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useSnapshot } from '../parts/subscribe.ts';
import { SearchBar } from '../search/SearchBar.tsx';
import { t } from '../texts/index.ts';
import { ChatDialogs, type Shown } from './ChatDialogs.tsx';
import { Composer } from './Composer.tsx';
import { useComposing } from './composing.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { Ended } from './Ended.tsx';
import { Header } from './Header.tsx';
import { type Chosen, MessageActions } from './MessageActions.tsx';
import { Notices } from './Notices.tsx';
import { usePlace } from './place.ts';
import { useDivider, useMarkRead, useUnseen, useVisible } from './reading.ts';
import type { Side } from './side.ts';

export interface ChatScreenProps {
  /** Give the component a new `key` when another chat is shown. */
  readonly chat: Chat;
  readonly side: Side;
  /** A line about the peer, shown while they are not online. */
  readonly about?: string | undefined;
  /** The guest's, once known; nobody else has any here. */
  readonly notifications?: Notifications | undefined;
  readonly onBack?: (() => void) | undefined;
  /** The chat was ended and erased from here: show something else. */
  onLeft(): void;
  /** A member's: has the provider block the guest, which ends the chat. */
  readonly onBlock?: (() => Promise<void>) | undefined;
  /** A member's: the way to a new invite, once this chat is over. */
  readonly onInvite?: (() => void) | undefined;
}

/** One conversation: header, notices, messages, composer. The same on the guest's and on the member's page. */
export function ChatScreen({ chat, side, about, notifications, onBack, onLeft, onBlock, onInvite }: ChatScreenProps) {
  const state = useSnapshot(chat);
  const open = useSignal<Shown>(undefined);
  const searching = useSignal(false);
  const divider = useDivider(state);
  const place = usePlace(state.messages, divider.value?.before);
  const reading = useVisible().value && place.atEnd.value;
  useUnseen(divider, state, reading);
  useMarkRead(chat, state, reading);

  const elsewhere = state.connection === 'elsewhere';
  const composing = useComposing(chat, elsewhere, () => {
    divider.value = undefined;
    place.toEnd();
  });
  const chosen = useSignal<Chosen>(undefined);
  const over = state.status === 'ended';
  const writable = !over && !elsewhere;
  /** For the keyboard, where a button went with what it was for. */
  const toList = () => place.scroller.current?.focus({ preventScroll: true });
  const presses: Presses = {
    onActions: (id, near) => {
      chosen.value ??= { id, near };
    },
    onReply: (id) => {
      const message = state.messages.find((one) => one.id === id);
      if (message && writable) composing.reply(message);
    },
    onOriginal: (id) => place.reveal(id, true),
    onReaction: (id, emoji) => {
      if (!writable) return;
      const mine = state.messages.find((message) => message.id === id)?.reactions?.mine;
      chat.react(id, mine === emoji ? '' : emoji).catch(() => undefined);
    },
  };

  return (
    <main class="app">
      <Header
        state={state}
        about={about}
        onBack={onBack}
        onOptions={() => {
          open.value = 'options';
        }}
      />
      <Notices
        state={state}
        onDismiss={(code) => {
          chat.dismissAlert(code);
          toList();
        }}
        onSafety={() => {
          open.value = 'safety';
        }}
        onReload={() => location.reload()}
        onInvite={onInvite}
      />
      {notifications && hasSent(state) && (
        <Offer
          peer={state.peer.name}
          notifications={notifications}
          onOpen={() => {
            open.value = 'notifications';
          }}
          onDeclined={toList}
        />
      )}
      {searching.value && (
        <SearchBar
          messages={state.messages}
          onFound={(id) => place.reveal(id, false)}
          onClose={() => {
            searching.value = false;
            toList();
          }}
        />
      )}
      <MessageList
        state={state}
        shown={place.shown}
        sending={composing.sending.value}
        divider={divider.value}
        scroller={place.scroller}
        presses={presses}
        onRetry={() => chat.retry()}
      />
      <footer class="foot">
        {!place.atEnd.value && <ToEnd unread={state.unread} onClick={place.toEnd} />}
        <div role="status">
          {over && (
            <Ended
              state={state}
              side={side}
              unsent={composing.text.value}
              onInvite={onInvite}
              onErase={() => {
                open.value = 'end';
              }}
            />
          )}
          {elsewhere && <Elsewhere onUseHere={() => chat.takeOver().then(toList, () => undefined)} />}
        </div>
        {writable && <Composer state={state} composing={composing} typing={() => chat.typing()} />}
        <MessageActions
          chat={chat}
          state={state}
          writable={writable}
          composing={composing}
          chosen={chosen}
          onGone={toList}
        />
      </footer>
      <Announcer state={state} />
      <ChatDialogs
        chat={chat}
        state={state}
        side={side}
        notifications={notifications}
        open={open}
        onSearch={() => {
          searching.value = true;
        }}
        onLeft={onLeft}
        onBlock={onBlock}
      />
    </main>
  );
}

/** Whoever has written something may want to hear of the answer. */
const hasSent = ({ status, messages }: ChatState) =>
  status === 'open' && messages.some(({ mine, delivery }) => mine && delivery !== 'waiting');

const ToEnd = ({ unread, onClick }: { unread: number; onClick(): void }) => (
  <button
    type="button"
    class="down"
    aria-label={unread > 0 ? t('toLatestUnread', { n: unread }) : t('toLatest')}
    onClick={onClick}
  >
    {unread > 0 && <b aria-hidden="true">{unread}</b>}
    <Icon name="down" />
  </button>
);
