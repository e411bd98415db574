import { ChatScreen, type ChatScreenProps } from '@guestchat/chat/screen';
import { useNotifications } from '../push/useNotifications.ts';

/** The chat screen, with the guest's notifications. */
export const NotifiedChat = (props: ChatScreenProps) => (
  <ChatScreen {...props} notifications={useNotifications(props.chat)} />
);
