import { signal } from '@preact/signals';

/** Languages every dictionary of the pages is complete in. The first one is the fallback. */
export const LANGUAGES = ['en', 'ro', 'ar', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>(['ar']);

/** Where a reader's choice is kept. It says nothing about any chat. */
const CHOICE = 'guestchat-language';

/** A language of ours and the reader's own tag for it, which also tells how dates are written: `en-GB`. */
export interface Locale {
  readonly language: Language;
  readonly tag: string;
}

/** Picks the first language of the reader's list that we speak: `ro-MD` finds `ro`. */
export function chooseLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = languageOf(tag);
    if (language) return { language, tag };
  }
  return { language: LANGUAGES[0], tag: LANGUAGES[0] };
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr');

/** The reader's language now; whatever is shown in it follows. */
export const locale = signal<Locale>(firstLocale());

/** Makes a language the reader's, here and at later visits. */
export function keepLanguage(language: Language): void {
  locale.value = localeOf(language);
  try {
    localStorage.setItem(CHOICE, language);
  } catch {
    // Storage is refused: it holds for this visit.
  }
}

/** Tells the document about the reader's language, for screen readers, hyphenation and direction. */
export function applyLanguage(root: HTMLElement): void {
  root.lang = locale.value.language;
  root.dir = directionOf(locale.value.language);
}

function firstLocale(): Locale {
  const chosen = languageOf(keptChoice());
  return chosen ? localeOf(chosen) : chooseLocale(preferred());
}

function keptChoice(): string {
  try {
    return localStorage.getItem(CHOICE) ?? '';
  } catch {
    // Storage is refused, or this is not a page.
    return '';
  }
}

/** With the reader's own tag for it, if there is one. */
function localeOf(language: Language): Locale {
  return chooseLocale([...preferred().filter((tag) => languageOf(tag) === language), language]);
}

/** The browser's list; Node (tests) has none: English. */
function preferred(): readonly string[] {
  return globalThis.navigator?.languages ?? [];
}

function languageOf(tag: string): Language | undefined {
  const base = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((known) => known === base);
}
