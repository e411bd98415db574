import { Avatar, Icon, useSnapshot } from '@guestchat/chat';
import { ConnectionBar, useAttempts } from '@guestchat/chat/screen';
import type { Chat, Invite, Member } from '@guestchat/core/member';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { InviteDialog } from '../invite/InviteDialog.tsx';
import { type Account, logOut } from '../provider/provider.ts';
import { s } from '../texts/index.ts';
import { ChatItem } from './ChatItem.tsx';
import { InviteItem } from './InviteItem.tsx';

export interface ChatListProps {
  /** Conversations whose guests the member has blocked. */
  readonly blocked: ReadonlySet<string>;
  /** The member comes to invite somebody. */
  readonly inviting: boolean;
  readonly member: Member;
  readonly account: Account;
  onOpen(chat: Chat): void;
}

/** The member's chats, newest activity first, and the invites that nobody has used yet. */
export function ChatList({ member, account, blocked, inviting, onOpen }: ChatListProps) {
  const { chats, invites, connection } = useSnapshot(member);
  const shown = useSignal<Invite | undefined>(undefined);
  const { busy, failed, attempt } = useAttempts();
  const invite = () =>
    attempt(async () => {
      shown.value = await member.invite();
    });
  const renew = (old: Invite) =>
    attempt(async () => {
      await member.revoke(old.id);
      shown.value = await member.invite();
    });
  useEffect(() => {
    if (inviting) invite();
  }, []);

  return (
    <main class="app">
      <header class="top">
        <Avatar name={account.name} />
        <div class="who">
          <h1 class="name">
            <span dir="auto">{account.name}</span>
          </h1>
          <p>{s('sampleShort')}</p>
        </div>
        <button type="button" class="link" onClick={logOut}>
          {s('logOut')}
        </button>
      </header>
      <ConnectionBar connection={connection} onUseHere={() => member.takeOver().catch(() => undefined)} />
      <div class="scroll">
        <div class="shelf">
          <button type="button" class="btn" aria-disabled={busy.value} onClick={invite}>
            <Icon name="plus" />
            {s('newInvite')}
          </button>
          <p class="error" role="alert">
            {failed.value && s('failed')}
          </p>
          {invites.length > 0 && (
            <section aria-label={s('openInvites')}>
              <h2>{s('openInvites')}</h2>
              <ul>
                {invites.map((open) => (
                  <InviteItem
                    key={open.id}
                    invite={open}
                    onShow={() => {
                      shown.value = open;
                    }}
                    onRevoke={() => attempt(() => member.revoke(open.id))}
                    onRenew={() => renew(open)}
                  />
                ))}
              </ul>
            </section>
          )}
          <section aria-label={s('chats')}>
            <h2>{s('chats')}</h2>
            {chats.length === 0 && <p class="none">{s('noChats')}</p>}
            <ul>
              {chats.map((chat) => (
                <ChatItem
                  key={chat.state.id}
                  chat={chat}
                  blocked={blocked.has(chat.state.id)}
                  onOpen={() => onOpen(chat)}
                />
              ))}
            </ul>
          </section>
        </div>
      </div>
      {shown.value && (
        <InviteDialog
          invite={shown.value}
          inviter={account.name}
          onClose={() => {
            shown.value = undefined;
          }}
        />
      )}
    </main>
  );
}
