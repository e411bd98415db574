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
  const found = useSignal<string | undefined>(undefined);
  const entries = useMemo(() => entriesOf(messages), [messages]);
  const hits = useMemo(() => find(entries, query.value), [entries, query.value]);
  useEffect(() => field.current?.focus(), []);

  // Held by its id: what comes meanwhile may be found before it.
  const place = Math.max(0, hits.indexOf(found.value ?? ''));
  const shown = messages.find(({ id }) => id === hits[place]);
  const show = (id: string | undefined) => {
    if (id === undefined) return;
    found.value = id;
    onFound(id);
  };
  const go = (to: number) => show(hits[to]);
  const write = (text: string) => {
    query.value = text;
    show(find(entries, text)[0]);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    go(place + (event.shiftKey ? -1 : 1));
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
              (hits.length > 0 ? t('foundAt', { n: place + 1, all: hits.length }) : t('foundNone'))}
          </span>
          <span class="vh">{shown && wordsOf(shown)}</span>
        </p>
      </div>
      <Step icon="up" label={t('foundOlder')} ready={place + 1 < hits.length} go={() => go(place + 1)} />
      <Step icon="down" label={t('foundNewer')} ready={place > 0} go={() => go(place - 1)} />
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
