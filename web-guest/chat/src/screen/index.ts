/** One conversation on the screen, and what a page has around it. */
import '../style/screen.css';
import '../style/messages.css';
import '../style/dialog.css';
import '../style/tools.css';

export { Dialog } from '../dialogs/Dialog.tsx';
export { wordsOf } from '../messages/words.ts';
export { useAttempts } from '../parts/attempt.ts';
export { QrCode } from '../parts/QrCode.tsx';
export { useAttention } from './attention.ts';
export { ChatScreen, type ChatScreenProps } from './ChatScreen.tsx';
export { ConnectionBar } from './ConnectionBar.tsx';
