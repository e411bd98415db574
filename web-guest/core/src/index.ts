/** The guest's side: all that a guest's page may import. */
export type { AlertCode, Chat, ChatState, ConnectionStatus, Delivery, Draft, Message, Refusal } from './chat/chat.js';
export { ContentError } from './chat/chat.js';
export { LONGEST_TEXT } from './content/content.js';
export { EMOJI } from './content/emoji.js';
export { onWake } from './environment/browser.js';
export type { CoreEvent, Environment, WakeReason } from './environment/environment.js';
export type { Feature } from './environment/features.js';
export { openGuest } from './guest/openGuest.js';
export type { JoinFailure, OpenGuestOptions, OpenResult, StoredChat } from './guest/openResult.js';
export { JoinError } from './guest/openResult.js';
