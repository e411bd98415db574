import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { t } from '../texts/index.ts';
import { foldedParts } from './folding.ts';
import { linkParts, type Part } from './links.ts';

/** What a message says, with its links; a long one is folded until the reader wants all of it. */
export function MessageText({ text }: { text: string }) {
  const open = useSignal(false);
  // The list is drawn again with each tick of each message.
  const { parts, folded } = useMemo(() => {
    const all = linkParts(text);
    return { parts: all, folded: foldedParts(text, all) };
  }, [text]);
  return (
    <>
      <p class={folded && 'long'}>{(folded && !open.value ? folded : parts).map(shown)}</p>
      {folded && (
        <button
          type="button"
          class="fold"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {t(open.value ? 'showLess' : 'showAll')}
        </button>
      )}
    </>
  );
}

const shown = ({ text, href }: Part) =>
  href ? (
    // A word of another direction, in the message or in the address, must not put something else where the host stands.
    <a href={href} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  ) : (
    text
  );
