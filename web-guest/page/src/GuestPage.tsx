import type { Chat, OpenResult } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { LaterScreen } from './chat/LaterScreen.tsx';
import { focusHeading } from './focusHeading.ts';
import { type Closed, type Invitation, JoinScreen } from './join/JoinScreen.tsx';
import { type Surroundings, surroundings } from './join/surroundings.ts';
import { LinkScreen } from './link/LinkScreen.tsx';
import { Opening } from './Opening.tsx';
import { p } from './texts/index.ts';

export interface GuestPageProps {
  /** Looks at the link and at what this browser keeps; a rejection counts as "not reachable". */
  open(): Promise<OpenResult>;
}

/** What a link led to, or a chat that the reader has just ended here. */
type Shown = OpenResult | { readonly kind: 'erased'; readonly chat: Chat };

/** One screen for whatever the link turns out to be. */
export function GuestPage({ open }: GuestPageProps) {
  const result = useSignal<Shown | undefined>(undefined);
  const about = useSignal<string | undefined>(undefined);
  const here = useSignal<Surroundings>('ordinary');
  const show = (opening: Promise<OpenResult>) => {
    result.value = undefined;
    const looking = surroundings(navigator, matchMedia('(display-mode: standalone)').matches);
    const opened = async () => {
      const found = await opening;
      // Known before the invitation is shown: a notice that came later would move its field from under a finger.
      if (found.kind === 'invited') here.value = await looking;
      result.value = found;
    };
    opened().catch(() => {
      result.value = { kind: 'unavailable' };
    });
  };
  const load = () => show(open());
  useEffect(load, []);

  const shown = result.value;
  const loaded = useRef(false);
  useEffect(() => {
    if (loaded.current) focusHeading();
    loaded.current ||= shown !== undefined;
  }, [shown]);
  const title = titleOf(shown);
  useEffect(() => {
    // A chat's own says how much is unread as well.
    if (shown?.kind !== 'chat') document.title = title;
  }, [shown, title]);

  if (!shown) return <Opening />;
  switch (shown.kind) {
    case 'invited':
      return (
        <JoinScreen
          invitation={shown}
          here={here.value}
          onJoined={(chat) => {
            about.value = shown.inviter.about;
            result.value = { kind: 'chat', chat };
          }}
          onClosed={(kind) => {
            result.value = closedAs(kind, shown);
          }}
        />
      );
    case 'chat':
      return (
        <LaterScreen
          show={({ NotifiedChat }) => (
            <NotifiedChat
              key={shown.chat.state.id}
              chat={shown.chat}
              side="guest"
              about={about.value}
              onLeft={() => {
                result.value = { kind: 'erased', chat: shown.chat };
              }}
            />
          )}
        />
      );
    case 'chats':
      return (
        <LaterScreen
          show={({ ChatsScreen }) => <ChatsScreen chats={shown.chats} onChosen={(id) => show(shown.open(id))} />}
        />
      );
    default:
      return <LinkScreen result={shown} onRetry={load} />;
  }
}

/** The invitation was good when it was shown. */
function closedAs(kind: Closed, { requestNewLink }: Invitation): OpenResult {
  switch (kind) {
    case 'expired':
    case 'revoked':
    case 'used':
    case 'ended':
      return { kind, requestNewLink };
    default:
      return { kind };
  }
}

function titleOf(result: Shown | undefined): string {
  switch (result?.kind) {
    case 'invited':
      return p('titleWith', { name: result.inviter.name });
    default:
      return p('title');
  }
}
