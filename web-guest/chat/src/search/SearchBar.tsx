import type { Message } from '@guestchat/core';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { wordsOf } from '../messages/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';
import { entriesOf, find } from './search.ts';

export interface SearchBarProps {
  readonly messages: readonly Message[];
  /** The reader is to see this message. */
  onFound(id: string): void;
  onClose(): void;
}

/** Finds words in the conversation: goes to the newest message that has them, and from there to older and newer ones. */
export function SearchBar({ messages, onFound, onClose }: SearchBarProps) {
  const field = useRef<HTMLInputElement>(null);
  const query = useSignal('');
  const place = useSignal(0);
  const entries = useMemo(() => entriesOf(messages), [messages]);
  const hits = useMemo(() => find(entries, query.value), [entries, query.value]);
  useEffect(() => field.current?.focus(), []);

  const shown = messages.find(({ id }) => id === hits[place.value]);
  const go = (to: number) => {
    const id = hits[to];
    if (id === undefined) return;
    place.value = to;
    onFound(id);
  };
  const write = (text: string) => {
    query.value = text;
    place.value = 0;
    const [id] = find(entries, text);
    if (id !== undefined) onFound(id);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    go(place.value + (event.shiftKey ? -1 : 1));
  };

  return (
    <search class="finder">
      <div class="field">
        <input
          ref={field}
          type="search"
          enterkeyhint="search"
          autocomplete="off"
          aria-label={t('searchChat')}
          placeholder={t('searchChat')}
          value={query.value}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={key}
        />
        <p role="status">
          <span data-testid="hits">
            {query.value.trim() !== '' &&
              (hits.length > 0 ? t('foundAt', { n: place.value + 1, all: hits.length }) : t('foundNone'))}
          </span>
          <span class="vh">{shown && wordsOf(shown)}</span>
        </p>
      </div>
      <Step icon="up" label={t('foundOlder')} ready={place.value + 1 < hits.length} go={() => go(place.value + 1)} />
      <Step icon="down" label={t('foundNewer')} ready={place.value > 0} go={() => go(place.value - 1)} />
      <button type="button" class="ib" aria-label={t('searchEnd')} onClick={onClose}>
        <Icon name="close" />
      </button>
    </search>
  );
}

const Step = ({ icon, label, ready, go }: { icon: 'up' | 'down'; label: string; ready: boolean; go(): void }) => (
  <button type="button" class="ib" aria-label={label} aria-disabled={!ready} onClick={go}>
    <Icon name={icon} />
  </button>
);
