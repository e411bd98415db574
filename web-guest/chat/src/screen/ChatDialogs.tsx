import type { Chat, ChatState } from '@guestchat/core';
import type { Notifications } from '@guestchat/core/notifications';
import type { Signal } from '@preact/signals';
import { BlockDialog } from '../dialogs/BlockDialog.tsx';
import { EndDialog } from '../dialogs/EndDialog.tsx';
import { type Option, OptionsDialog } from '../dialogs/OptionsDialog.tsx';
import { ReportDialog } from '../dialogs/ReportDialog.tsx';
import { SafetyDialog } from '../dialogs/SafetyDialog.tsx';
import { SaveDialog } from '../dialogs/SaveDialog.tsx';
import { NotificationsDialog } from '../notifications/NotificationsDialog.tsx';
import { saveTranscript } from '../transcript/save.ts';
import type { Side } from './side.ts';

/** The dialog that is open, if one is. */
export type Shown = 'options' | 'save' | 'safety' | 'notifications' | 'report' | 'block' | 'end' | undefined;

export interface ChatDialogsProps {
  readonly chat: Chat;
  readonly state: ChatState;
  readonly side: Side;
  readonly notifications: Notifications | undefined;
  readonly open: Signal<Shown>;
  onSearch(): void;
  onLeft(): void;
  /** Absent where nobody can be blocked. */
  readonly onBlock: (() => Promise<void>) | undefined;
}

/** All that can be done with the whole chat: the menu, and what it leads to. */
export function ChatDialogs({ chat, state, side, notifications, open, onSearch, onLeft, onBlock }: ChatDialogsProps) {
  const peer = state.peer.name;
  const show = (shown: Shown) => () => {
    open.value = shown;
  };
  const close = show(undefined);
  const save = () => saveTranscript(chat);
  const choose = (option: Option) => {
    open.value = option === 'search' ? undefined : option;
    if (option === 'search') onSearch();
  };
  switch (open.value) {
    case undefined:
      return null;
    case 'options':
      return (
        <OptionsDialog
          peer={peer}
          options={optionsOf(state, side, { notifications: notifications !== undefined, block: onBlock !== undefined })}
          onChoose={choose}
          onClose={close}
        />
      );
    case 'save':
      return <SaveDialog save={save} onClose={close} />;
    case 'safety':
      return (
        <SafetyDialog
          peer={peer}
          safetyNumber={state.safetyNumber}
          verified={state.verified}
          onVerified={(verified) => chat.setVerified(verified).catch(() => undefined)}
          onClose={close}
        />
      );
    case 'notifications':
      return notifications && <NotificationsDialog peer={peer} notifications={notifications} onClose={close} />;
    case 'report':
      return <ReportDialog peer={peer} id={state.id} save={save} onEnd={show('end')} onClose={close} />;
    case 'block':
      return (
        <BlockDialog
          peer={peer}
          block={async () => {
            await onBlock?.();
            close();
          }}
          onClose={close}
        />
      );
    case 'end': {
      const end = async () => {
        await chat.leave();
        close();
        onLeft();
      };
      return <EndDialog peer={peer} over={state.status === 'ended'} end={end} save={save} onClose={close} />;
    }
  }
}

/** Of a chat that is over, what is left is to read it, and to keep it or not. */
function optionsOf(
  state: ChatState,
  side: Side,
  there: { readonly notifications: boolean; readonly block: boolean },
): Option[] {
  const open: Option[] = state.status === 'ended' ? [] : ['safety'];
  if (open.length > 0 && there.notifications) open.push('notifications');
  if (side === 'guest') open.push('report');
  else if (open.length > 0 && there.block) open.push('block');
  return ['search', 'save', ...open, 'end'];
}
