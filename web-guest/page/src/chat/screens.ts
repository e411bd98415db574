/** What is loaded later, in one: a chat, and the choice among several. */
export { ChatsScreen } from './ChatsScreen.tsx';
export { NotifiedChat } from './NotifiedChat.tsx';
