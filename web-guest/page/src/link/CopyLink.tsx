import { Icon } from '@guestchat/chat';
import { useSignal } from '@preact/signals';
import { p } from '../texts/index.ts';

/** The way to another browser. Where the clipboard is refused, as built-in browsers like to, the link itself is shown. */
export function CopyLink({ quiet }: { quiet?: boolean }) {
  const outcome = useSignal<'copied' | 'refused' | undefined>(undefined);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      outcome.value = 'copied';
    } catch {
      outcome.value = 'refused';
    }
  };
  return outcome.value === 'refused' ? (
    <input
      readOnly
      dir="ltr"
      aria-label={p('linkHere')}
      value={location.href}
      ref={(field) => field?.select()}
      onFocus={(event) => event.currentTarget.select()}
    />
  ) : (
    <button type="button" class={quiet ? 'btn quiet' : 'btn'} onClick={copy}>
      <Icon name="copy" />
      <span role="status">{p(outcome.value ?? 'copyLink')}</span>
    </button>
  );
}
