import { useSnapshot } from '@guestchat/chat';
import { ChatScreen, type ChatScreenProps, useAttention } from '@guestchat/chat/screen';
import { useNotifications } from '../push/useNotifications.ts';
import { p } from '../texts/index.ts';

/** The chat screen, with all that tells a guest who looks elsewhere: notifications, and the name of the tab. */
export function NotifiedChat(props: ChatScreenProps) {
  const { peer, unread } = useSnapshot(props.chat);
  useAttention(p('titleWith', { name: peer.name }), unread);
  return <ChatScreen {...props} notifications={useNotifications(props.chat)} />;
}
