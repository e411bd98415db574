/** One conversation on the screen; all of it is drawn by this. */
export { wordsOf } from '../messages/words.ts';
export { ChatScreen, type ChatScreenProps } from './ChatScreen.tsx';
export { ConnectionBar } from './ConnectionBar.tsx';
