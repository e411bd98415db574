import { useSnapshot } from '@guestchat/chat';
import { ChatScreen, type ChatScreenProps, useAttention } from '@guestchat/chat/screen';
import { useEffect } from 'preact/hooks';
import { focusHeading } from '../focusHeading.ts';
import { useNotifications } from '../push/useNotifications.ts';
import { forgetTabsChat } from '../tabsChat.ts';
import { p } from '../texts/index.ts';
import { chatErased, keepPage } from '../worker/registration.ts';

/** The chat screen, with all that tells a guest who looks elsewhere, and what lets it open again without a network. */
export function NotifiedChat(props: ChatScreenProps) {
  const { peer, unread, connection } = useSnapshot(props.chat);
  useAttention(p('titleWith', { name: peer.name }), unread);
  const online = connection === 'online';
  useEffect(() => {
    // The guest can write by now, and the files that are kept come in nobody's way.
    if (online) void keepPage();
  }, [online]);
  useEffect(focusHeading, []);
  const onLeft = () => {
    forgetTabsChat();
    void chatErased();
    props.onLeft();
  };
  return <ChatScreen {...props} notifications={useNotifications(props.chat)} onLeft={onLeft} />;
}
