/** One conversation on the screen; all of it is drawn by this. */
export { ChatScreen, type ChatScreenProps } from './ChatScreen.tsx';
export { ConnectionBar } from './ConnectionBar.tsx';
