import { Card, Icon, type IconName } from '@guestchat/chat';
import type { OpenResult } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type PageText, p } from '../texts/index.ts';

/** Every result without a chat behind it. */
export type Dead = Exclude<OpenResult, { kind: 'invited' } | { kind: 'chat' }>;

interface Screen {
  readonly icon: IconName;
  readonly title: PageText;
  /** What happened, and what the reader can do now. */
  readonly text: PageText;
}

const SCREENS: Readonly<Record<Dead['kind'], Screen>> = {
  damaged: { icon: 'warning', title: 'damagedTitle', text: 'damagedText' },
  unknown: { icon: 'warning', title: 'unknownTitle', text: 'unknownText' },
  expired: { icon: 'clock', title: 'expiredTitle', text: 'expiredText' },
  revoked: { icon: 'close', title: 'revokedTitle', text: 'revokedText' },
  used: { icon: 'lock', title: 'usedTitle', text: 'usedText' },
  ended: { icon: 'check', title: 'endedTitle', text: 'endedText' },
  none: { icon: 'lock', title: 'noneTitle', text: 'noneText' },
  unsupported: { icon: 'phone', title: 'unsupportedTitle', text: 'unsupportedText' },
  unavailable: { icon: 'clock', title: 'unavailableTitle', text: 'unavailableText' },
  'rate-limited': { icon: 'clock', title: 'limitedTitle', text: 'limitedText' },
};

/** A link that leads to no chat, or to none now: why, and the next step. */
export function LinkScreen({ result, onRetry }: { result: Dead; onRetry(): void }) {
  const { icon, title, text } = SCREENS[result.kind];
  return (
    <Card kind={result.kind}>
      <div class="sign" aria-hidden="true">
        <Icon name={icon} />
      </div>
      <h1>{p(title)}</h1>
      <p>{p(text)}</p>
      {'requestNewLink' in result && result.requestNewLink && <RequestLink request={result.requestNewLink} />}
      {result.kind === 'unsupported' && <CopyLink />}
      {(result.kind === 'unavailable' || result.kind === 'rate-limited') && (
        <Retry seconds={result.retryAfterSeconds ?? 0} onRetry={onRetry} />
      )}
    </Card>
  );
}

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

/** Tries again at a click, once the server's waiting time has passed. */
function Retry({ seconds, onRetry }: { seconds: number; onRetry(): void }) {
  const left = useSignal(Math.ceil(seconds));
  useEffect(() => {
    const ticking = setInterval(() => {
      left.value = Math.max(0, left.value - 1);
    }, 1000);
    return () => clearInterval(ticking);
  }, [left]);
  const wait = left.value > 0;
  return (
    <button type="button" class="btn" aria-disabled={wait} onClick={() => !wait && onRetry()}>
      {wait ? p('retryIn', { n: left.value }) : p('retry')}
    </button>
  );
}

/** For an app's built-in browser that lacks what the chat needs: the way to a full one. */
function CopyLink() {
  const copied = useSignal(false);
  const copy = async () => {
    copied.value = await navigator.clipboard.writeText(location.href).then(
      () => true,
      () => false,
    );
  };
  return (
    <button type="button" class="btn" onClick={copy}>
      <Icon name="copy" />
      {p(copied.value ? 'copied' : 'copyLink')}
    </button>
  );
}
