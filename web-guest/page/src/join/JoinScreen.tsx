import { Avatar, Card, Icon } from '@guestchat/chat';
import { type Chat, JoinError, type JoinFailure, type OpenResult } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { loadChatScreen } from '../chat/GuestChat.tsx';
import { type PageText, p } from '../texts/index.ts';

/** Longest name a guest can choose, in UTF-16 units as the field counts. */
const LONGEST_NAME = 40;

type Invitation = Extract<OpenResult, { kind: 'invited' }>;
/** Failures that close this invitation, each with a screen of its own. */
type Closed = Exclude<JoinFailure, 'unavailable' | 'rate-limited' | 'invalid-name'>;

export interface JoinScreenProps {
  readonly invitation: Invitation;
  onJoined(chat: Chat): void;
  onClosed(kind: Closed): void;
}

/** Who invites, one field, one button, and what it means for one's privacy. */
export function JoinScreen({ invitation, onJoined, onClosed }: JoinScreenProps) {
  const { name: inviter, about } = invitation.inviter;
  const field = useRef<HTMLInputElement>(null);
  const busy = useSignal(false);
  const problem = useSignal<PageText | undefined>(undefined);
  const name = useId();
  const error = useId();

  // The chat's screen comes while the guest writes; should it not, the chat asks again.
  const prepare = () => loadChatScreen().catch(() => undefined);
  const failed = (cause: unknown) => {
    const reason = cause instanceof JoinError ? cause.reason : 'unavailable';
    switch (reason) {
      case 'unavailable':
        problem.value = 'joinUnavailable';
        break;
      case 'rate-limited':
        problem.value = 'joinLater';
        break;
      case 'invalid-name':
        problem.value = 'nameInvalid';
        field.current?.focus();
        break;
      default:
        onClosed(reason);
    }
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const chosen = field.current?.value.trim() ?? '';
    problem.value = chosen ? undefined : 'nameMissing';
    if (!chosen) {
      field.current?.focus();
      return;
    }
    busy.value = true;
    try {
      onJoined(await invitation.join(chosen));
    } catch (cause) {
      failed(cause);
    } finally {
      busy.value = false;
    }
  };

  return (
    <Card kind="invited">
      <Avatar name={inviter} />
      <h1>{p('invites', { name: inviter })}</h1>
      <p>{about ? p('aboutNoAccount', { about }) : p('noAccount')}</p>
      <form noValidate onFocusIn={prepare} onSubmit={submit}>
        <label for={name}>{p('yourName')}</label>
        <input
          id={name}
          ref={field}
          autocomplete="name"
          maxLength={LONGEST_NAME}
          required
          dir="auto"
          placeholder={p('howSeen', { name: inviter })}
          aria-describedby={error}
          aria-invalid={problem.value === 'nameMissing' || problem.value === 'nameInvalid'}
        />
        <p id={error} class="error" role="alert">
          {problem.value && p(problem.value)}
        </p>
        <button type="submit" class="btn" aria-disabled={busy.value}>
          {p(busy.value ? 'starting' : 'start')}
        </button>
      </form>
      <ul class="trust">
        <li>
          <Icon name="lock" />
          {p('trustEncrypted', { name: inviter })}
        </li>
        <li>
          <Icon name="phone" />
          {p('trustBrowser')}
        </li>
      </ul>
    </Card>
  );
}
