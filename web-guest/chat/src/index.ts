/**
 * The chat as people see it, shared by the guest's page and by a member's: parts, style, languages. The chat screen itself
 * is `@guestchat/chat/screen`, which a page may load `later`.
 *
 * Hooks for browser tests, beside roles and names: `data-testid` of `message` (with `data-mine`, `data-delivery`),
 * `alert` (with `data-code`), `full`, `storage-lost`, `unread-divider`, `peer-status`, `safety-number`, `ended` (with
 * `data-reason`), `verified`, `conversation-id`, `hits` and `card` (with `data-kind`: which screen it is).
 */
import './style/tokens.css';
import './style/base.css';
import './style/card.css';

export { dateAndTime, inTime, timeOfDay } from './language/dates.ts';
export { dictionary, loadLanguage, type Texts } from './language/dictionary.ts';
export { LanguageChoice } from './language/LanguageChoice.tsx';
export { applyLanguage } from './language/language.ts';
export { Avatar } from './parts/Avatar.tsx';
export { Card } from './parts/Card.tsx';
export { Icon, type IconName } from './parts/Icon.tsx';
export { inApp } from './parts/inApp.ts';
export { later } from './parts/later.ts';
export { useSnapshot } from './parts/subscribe.ts';
