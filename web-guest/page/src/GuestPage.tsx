import { Card, ChatScreen } from '@guestchat/chat';
import type { OpenResult } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { JoinScreen } from './join/JoinScreen.tsx';
import { LinkScreen } from './link/LinkScreen.tsx';
import { p } from './texts/index.ts';

export interface GuestPageProps {
  /** Looks at the link and at what this browser keeps; a rejection counts as "not reachable". */
  open(): Promise<OpenResult>;
}

/** One screen for whatever the link turns out to be. */
export function GuestPage({ open }: GuestPageProps) {
  const result = useSignal<OpenResult | undefined>(undefined);
  const about = useSignal<string | undefined>(undefined);
  const load = () => {
    result.value = undefined;
    open().then(
      (opened) => {
        result.value = opened;
      },
      () => {
        result.value = { kind: 'unavailable' };
      },
    );
  };
  useEffect(load, []);

  const shown = result.value;
  useEffect(() => {
    document.title = titleOf(shown);
  }, [shown]);

  if (!shown) return <Opening />;
  switch (shown.kind) {
    case 'invited':
      return (
        <JoinScreen
          invitation={shown}
          onJoined={(chat) => {
            about.value = shown.inviter.about;
            result.value = { kind: 'chat', chat };
          }}
          onClosed={(kind) => {
            result.value = { kind };
          }}
        />
      );
    case 'chat':
      return (
        <ChatScreen
          key={shown.chat.state.id}
          chat={shown.chat}
          side="guest"
          about={about.value}
          onLeft={() => {
            result.value = { kind: 'ended' };
          }}
        />
      );
    default:
      return <LinkScreen result={shown} onRetry={load} />;
  }
}

/** Shown only if opening takes long enough to notice. */
const Opening = () => (
  <Card kind="opening">
    <p class="opening" role="status">
      {p('opening')}
    </p>
  </Card>
);

function titleOf(result: OpenResult | undefined): string {
  switch (result?.kind) {
    case 'invited':
      return p('titleWith', { name: result.inviter.name });
    case 'chat':
      return p('titleWith', { name: result.chat.state.peer.name });
    default:
      return p('title');
  }
}
