/** The member's side, for provider apps; must never be reachable from a guest's page. */
export type { AlertCode, Chat, ChatState, ConnectionStatus, Delivery, Draft, Message, Refusal } from './chat/chat.js';
export { ContentError } from './chat/chat.js';
export type { CoreEvent, Environment, WakeReason } from './environment/environment.js';
export type {
  CreatedInvite,
  Invite,
  Member,
  MemberBackend,
  MemberState,
  NewInvite,
  OpenMemberOptions,
} from './member/memberApi.js';
export { openMember } from './member/openMember.js';
