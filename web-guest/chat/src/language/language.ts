/** Languages every dictionary of the pages is complete in. The first one is the fallback. */
export const LANGUAGES = ['en', 'ro', 'ar', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>(['ar']);

/** A language of ours and the reader's own tag for it, which also tells how dates are written: `en-GB`. */
export interface Locale {
  readonly language: Language;
  readonly tag: string;
}

/** Picks the first language of the reader's list that we speak: `ro-MD` finds `ro`. */
export function chooseLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    const language = LANGUAGES.find((known) => known === base);
    if (language) return { language, tag };
  }
  return { language: LANGUAGES[0], tag: LANGUAGES[0] };
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr');

/** The reader's language, fixed for the life of the page. Node (tests) has no list of its own: English. */
export const { language, tag: locale } = chooseLocale(globalThis.navigator?.languages ?? []);

/** Tells the document about the reader's language, for screen readers, hyphenation and direction. */
export function applyLanguage(root: HTMLElement): void {
  root.lang = language;
  root.dir = directionOf(language);
}
