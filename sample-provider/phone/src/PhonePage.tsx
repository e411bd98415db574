import { useSnapshot } from '@guestchat/chat';
import { ChatScreen, useAttention } from '@guestchat/chat/screen';
import type { Chat, Member } from '@guestchat/core/member';
import { openMember } from '@guestchat/core/member';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useBlocks } from './blocks.ts';
import { ChatList } from './chats/ChatList.tsx';
import { LoginScreen } from './login/LoginScreen.tsx';
import { Notice } from './Notice.tsx';
import { type Account, type Blocks, backendOf, blocksOf, keptLogin, type Login } from './provider/provider.ts';
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
  const blocks = useMemo(() => blocksOf(login), [login]);
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
    case 'failed':
      return <Notice kind={member.value} name={login.member.name} />;
    default:
      return <Open member={member.value} account={login.member} blocks={blocks} />;
  }
}

interface OpenProps {
  readonly member: Member;
  readonly account: Account;
  readonly blocks: Blocks;
}

function Open({ member, account, blocks }: OpenProps) {
  const { chats } = useSnapshot(member);
  const shown = useSignal<Chat | 'list' | 'invite'>('list');
  const { blocked, block } = useBlocks(blocks, chats);
  const to = (place: 'list' | 'invite') => () => {
    shown.value = place;
  };
  const chat = typeof shown.value === 'string' ? undefined : shown.value;
  // Chats are known by id: the core may hand out another object for the same conversation.
  const current = chat && (chats.find((one) => one.state.id === chat.state.id) ?? chat);
  const unread = chats.reduce((sum, one) => sum + one.state.unread, 0);
  useAttention(current ? current.state.peer.name : s('title', { name: account.name }), unread);
  if (current) {
    const { id } = current.state;
    return (
      <ChatScreen
        key={id}
        chat={current}
        side="member"
        onBack={to('list')}
        onLeft={to('list')}
        onBlock={() => block(id)}
        onInvite={blocked.has(id) ? undefined : to('invite')}
      />
    );
  }
  return (
    <ChatList
      member={member}
      account={account}
      blocked={blocked}
      inviting={shown.value === 'invite'}
      onOpen={(chosen) => {
        shown.value = chosen;
      }}
    />
  );
}
