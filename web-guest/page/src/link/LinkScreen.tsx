import { Card, Icon, type IconName, LanguageChoice, useSnapshot } from '@guestchat/chat';
import type { Chat, OpenResult } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type PageText, p } from '../texts/index.ts';
import { CopyLink } from './CopyLink.tsx';
import { useCountdown } from './countdown.ts';
import { FEATURES, VERSIONS } from './requirements.ts';
import { retryWhenAwake } from './retrying.ts';

/**
 * Every result without a chat behind it, what is shown right after a chat was erased here (its link is forgotten), and a
 * chat whose screen did not come.
 */
export type Dead =
  | Exclude<OpenResult, { kind: 'invited' } | { kind: 'chat' } | { kind: 'chats' }>
  | { readonly kind: 'erased'; readonly chat: Chat }
  | { readonly kind: 'unloaded' };

interface Screen {
  readonly icon: IconName;
  readonly title: PageText;
  /** What happened, and what the reader can do now. */
  readonly text: PageText;
}

const SCREENS: Readonly<Record<Dead['kind'] | 'offline', Screen>> = {
  damaged: { icon: 'warning', title: 'damagedTitle', text: 'damagedText' },
  unknown: { icon: 'warning', title: 'unknownTitle', text: 'unknownText' },
  expired: { icon: 'clock', title: 'expiredTitle', text: 'expiredText' },
  revoked: { icon: 'close', title: 'revokedTitle', text: 'revokedText' },
  used: { icon: 'lock', title: 'usedTitle', text: 'usedText' },
  ended: { icon: 'check', title: 'endedTitle', text: 'endedText' },
  erased: { icon: 'check', title: 'erasedTitle', text: 'erasedText' },
  none: { icon: 'lock', title: 'noneTitle', text: 'noneText' },
  unsupported: { icon: 'phone', title: 'unsupportedTitle', text: 'unsupportedText' },
  storage: { icon: 'warning', title: 'storageTitle', text: 'storageText' },
  clock: { icon: 'clock', title: 'clockTitle', text: 'clockText' },
  offline: { icon: 'globe', title: 'offlineTitle', text: 'offlineText' },
  unavailable: { icon: 'clock', title: 'unavailableTitle', text: 'unavailableText' },
  unloaded: { icon: 'clock', title: 'unloadedTitle', text: 'unloadedText' },
  'rate-limited': { icon: 'clock', title: 'limitedTitle', text: 'limitedText' },
};

/** A link that leads to no chat, or to none now: why, and the next step. */
export function LinkScreen({ result, onRetry }: { result: Dead; onRetry(): void }) {
  const kind = result.kind === 'unavailable' && !navigator.onLine ? 'offline' : result.kind;
  const { icon, title, text } = SCREENS[kind];
  return (
    <Card kind={kind}>
      <div class="sign" aria-hidden="true">
        <Icon name={icon} />
      </div>
      <h1>{p(title)}</h1>
      <p>{p(text)}</p>
      {'chat' in result && <Untold chat={result.chat} />}
      {'requestNewLink' in result && <RequestLink request={result.requestNewLink} />}
      {result.kind === 'unsupported' && (
        <p>
          <small>{p('needs', { feature: FEATURES[result.feature], ...VERSIONS })}</small>
        </p>
      )}
      {RETRIED.has(kind) && (
        <Retry seconds={('retryAfterSeconds' in result && result.retryAfterSeconds) || 0} onRetry={onRetry} />
      )}
      {(kind === 'unsupported' || kind === 'storage') && <CopyLink quiet={kind === 'storage'} />}
      <LanguageChoice label={p('language')} />
    </Card>
  );
}

/** Those that may be another screen a moment later. */
const RETRIED: ReadonlySet<Dead['kind'] | 'offline'> = new Set<Dead['kind'] | 'offline'>([
  'storage',
  'clock',
  'offline',
  'unavailable',
  'unloaded',
  'rate-limited',
]);

/** As long as the other side cannot know of the end, if that is long enough to notice. The page tells it by itself. */
const Untold = ({ chat }: { chat: Chat }) => (
  <p class="opening" role="status">
    {useSnapshot(chat).untold && p('erasedUntold')}
  </p>
);

/** Asks whoever sent the link for another one, through the service. */
function RequestLink({ request }: { request(): Promise<boolean> }) {
  const outcome = useSignal<'unasked' | 'asking' | 'requested' | 'requestFailed'>('unasked');
  const ask = async () => {
    if (outcome.value === 'asking') return;
    outcome.value = 'asking';
    const passedOn = await request().catch(() => false);
    outcome.value = passedOn ? 'requested' : 'requestFailed';
  };
  return (
    <>
      {outcome.value !== 'requested' && (
        <button type="button" class="btn" aria-disabled={outcome.value === 'asking'} onClick={ask}>
          {p('requestLink')}
        </button>
      )}
      <p role="status">{(outcome.value === 'requested' || outcome.value === 'requestFailed') && p(outcome.value)}</p>
    </>
  );
}

/** Tries again at a click, once the server's waiting time has passed, and by itself when the network or the reader returns. */
function Retry({ seconds, onRetry }: { seconds: number; onRetry(): void }) {
  const left = useCountdown(seconds);
  const wait = left.value > 0;
  useEffect(() => retryWhenAwake(() => left.value > 0, onRetry), [left, onRetry]);
  return (
    <button type="button" class="btn" aria-disabled={wait} onClick={() => !wait && onRetry()}>
      {wait ? p('retryIn', { n: left.value }) : p('retry')}
    </button>
  );
}
