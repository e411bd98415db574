import { Card, useSnapshot } from '@guestchat/chat';
import { ChatScreen } from '@guestchat/chat/screen';
import type { Chat, Member } from '@guestchat/core/member';
import { openMember } from '@guestchat/core/member';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ChatList } from './chats/ChatList.tsx';
import { LoginScreen } from './login/LoginScreen.tsx';
import { type Account, backendOf, keptLogin, type Login } from './provider/provider.ts';
import { s } from './texts/index.ts';

/**
 * The member's app: choose who you are, see your chats, invite, write.
 *
 * Hooks for browser tests, beside roles and names: `data-testid` of `invite-link`, `invite-item`, `chat-item`, and
 * those of `@guestchat/chat`.
 */
export function PhonePage() {
  const login = useSignal(keptLogin());
  if (login.value) return <Phone login={login.value} />;
  return (
    <LoginScreen
      onLogin={(chosen) => {
        login.value = chosen;
      }}
    />
  );
}

function Phone({ login }: { login: Login }) {
  const member = useSignal<Member | 'opening' | 'failed'>('opening');
  useEffect(() => {
    const { id, name } = login.member;
    openMember({ memberId: id, displayName: name, backend: backendOf(login) }).then(
      (opened) => {
        member.value = opened;
      },
      () => {
        member.value = 'failed';
      },
    );
  }, [login, member]);

  switch (member.value) {
    case 'opening':
      return <Notice text={s('opening')} />;
    case 'failed':
      return <Notice text={s('failed')} retry />;
    default:
      return <Open member={member.value} account={login.member} />;
  }
}

function Open({ member, account }: { member: Member; account: Account }) {
  const { chats } = useSnapshot(member);
  const shown = useSignal<Chat | undefined>(undefined);
  const chat = shown.value;
  const back = () => {
    shown.value = undefined;
  };
  useEffect(() => {
    document.title = chat ? chat.state.peer.name : s('title', { name: account.name });
  }, [chat, account]);
  // Chats are known by id: the core may hand out another object for the same conversation.
  const current = chat && (chats.find((one) => one.state.id === chat.state.id) ?? chat);
  if (current) return <ChatScreen key={current.state.id} chat={current} side="member" onBack={back} onLeft={back} />;
  return (
    <ChatList
      member={member}
      account={account}
      onOpen={(chosen) => {
        shown.value = chosen;
      }}
    />
  );
}

const Notice = ({ text, retry }: { text: string; retry?: boolean }) => (
  <Card kind="notice">
    <p role="status">{text}</p>
    {retry && (
      <button type="button" class="btn" onClick={() => location.reload()}>
        {s('retry')}
      </button>
    )}
  </Card>
);
