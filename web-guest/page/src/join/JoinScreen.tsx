import { Avatar, Card, dateAndTime, Icon, LanguageChoice } from '@guestchat/chat';
import { type Chat, JoinError, type JoinFailure, type OpenResult } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { loadScreens } from '../chat/LaterScreen.tsx';
import { useCountdown } from '../link/countdown.ts';
import { type PageText, p } from '../texts/index.ts';
import { Privacy } from './Privacy.tsx';
import { SurroundingsNotice } from './SurroundingsNotice.tsx';
import type { Surroundings } from './surroundings.ts';

/** Longest name a guest can choose, in UTF-16 units as the field counts. */
const LONGEST_NAME = 40;
/** A clock that is off by less, in milliseconds, disturbs nobody. */
const CLOCK_MATTERS = 5 * 60_000;

export type Invitation = Extract<OpenResult, { kind: 'invited' }>;
/** Failures that close this invitation, each with a screen of its own. */
export type Closed = Exclude<JoinFailure, 'unavailable' | 'rate-limited' | 'invalid-name'>;

export interface JoinScreenProps {
  readonly invitation: Invitation;
  readonly here: Surroundings;
  onJoined(chat: Chat): void;
  onClosed(kind: Closed): void;
}

/** Who invites, one field, one button, and what it means for one's privacy. */
export function JoinScreen({ invitation, here, onJoined, onClosed }: JoinScreenProps) {
  const { name: inviter, about } = invitation.inviter;
  const field = useRef<HTMLInputElement>(null);
  const busy = useSignal(false);
  const problem = useSignal<PageText | undefined>(undefined);
  const wait = useCountdown(0);
  const name = useId();
  const error = useId();

  // The chat's screen comes while the guest writes; should it not, the chat asks again.
  const prepare = () => loadScreens().catch(() => undefined);
  const failed = (cause: unknown) => {
    const reason = cause instanceof JoinError ? cause.reason : 'unavailable';
    wait.value = Math.ceil((cause instanceof JoinError && cause.retryAfterSeconds) || 0);
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
    if (busy.value || wait.value > 0) return;
    const chosen = field.current?.value.trim() ?? '';
    problem.value = chosen ? undefined : 'nameMissing';
    if (!chosen) {
      field.current?.focus();
      return;
    }
    busy.value = true;
    try {
      const chat = await invitation.join(chosen);
      keepStorage();
      onJoined(chat);
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
      {here !== 'ordinary' && <SurroundingsNotice here={here} />}
      {Math.abs(invitation.clockBehind) > CLOCK_MATTERS && (
        <div class="caution">
          <Icon name="clock" />
          <p>{p('clockOff')}</p>
        </div>
      )}
      <form noValidate onFocusIn={prepare} onSubmit={submit}>
        <label for={name}>{p('yourName')}</label>
        <input
          id={name}
          ref={field}
          autocomplete="name"
          defaultValue={invitation.lastName ?? ''}
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
        <button type="submit" class="btn" aria-disabled={busy.value || wait.value > 0}>
          {wait.value > 0 ? p('retryIn', { n: wait.value }) : p(busy.value ? 'starting' : 'start')}
        </button>
      </form>
      <Privacy inviter={inviter} until={dateAndTime(invitation.expiresAt)} />
      <LanguageChoice label={p('language')} />
    </Card>
  );
}

/** Asks the browser not to clear the chat when room gets short. Firefox would ask the reader, who has just begun. */
function keepStorage(): void {
  if (!navigator.userAgent.includes('Firefox')) navigator.storage?.persist?.().catch(() => undefined);
}
