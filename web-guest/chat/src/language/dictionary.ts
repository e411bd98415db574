import { batch, signal } from '@preact/signals';
import { applyLanguage, directionOf, keepLanguage, type Language, locale } from './language.ts';

/** A text that changes with the count `n`; which forms a language needs is told by `Intl.PluralRules`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export type Entry = string | Plural;
export type Texts<Key extends string> = Readonly<Record<Key, Entry>>;
/** Values for the `{placeholders}` of a text. `n` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/** The lookup in one language's texts. */
export function translator<Key extends string>(texts: Texts<Key>, into: Language): Translate<Key> {
  const plurals = new Intl.PluralRules(into);
  const numbers = new Intl.NumberFormat(into);
  // A Latin name keeps to itself in a text from right to left, and leaves the full stop behind it where it belongs.
  const [before, after] = directionOf(into) === 'rtl' ? ['\u2068', '\u2069'] : ['', ''];
  const shown = (value: string | number | undefined) =>
    typeof value === 'number' ? numbers.format(value) : `${before}${value ?? ''}${after}`;
  return (key, values = {}) => {
    const entry = texts[key];
    const text = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values.n))] ?? entry.other);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => shown(values[name]));
  };
}

/** For each dictionary: gets a language's texts, and gives the way to switch to them. */
const loads: ((language: Language) => Promise<() => void>)[] = [];
/** How many of them have been asked for the reader's language. */
let known = 0;

/**
 * A dictionary in the reader's language once `loadLanguage` is done, in English until then or when that fails.
 * English is in the bundle and names the keys; the others are files at these addresses, so that nobody loads them all.
 * What is drawn with it is drawn again when the language changes.
 */
export function dictionary<Key extends string>(
  english: Texts<Key>,
  addresses: Readonly<Record<Exclude<Language, 'en'>, string>>,
): Translate<Key> {
  const translate = signal(translator(english, 'en'));
  loads.push(async (language) => {
    const texts = language === 'en' ? english : await textsAt<Key>(addresses[language]);
    return () => {
      translate.value = translator({ ...english, ...texts }, language);
    };
  });
  return (key, values) => translate.value(key, values);
}

/** Fetches the reader's language for the dictionaries that have come since the last call. Call before a part is shown. */
export async function loadLanguage(): Promise<void> {
  const { language } = locale.value;
  const loaded = await Promise.allSettled(loads.slice(known).map((load) => load(language)));
  known = loads.length;
  for (const dictionary of loaded) {
    // Unless the reader has chosen another one meanwhile.
    if (dictionary.status === 'fulfilled' && language === locale.value.language) dictionary.value();
  }
}

/** Goes on in another language. @throws when its texts cannot be fetched; then everything stays as it is */
export async function changeLanguage(language: Language): Promise<void> {
  const switches = await Promise.all(loads.map((load) => load(language)));
  batch(() => {
    keepLanguage(language);
    for (const switchOver of switches) switchOver();
  });
  applyLanguage(document.documentElement);
}

/** Milliseconds that texts may take before the page is shown in English. */
const TIMEOUT = 10_000;

async function textsAt<Key extends string>(address: string): Promise<Texts<Key>> {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) });
  if (!response.ok) throw new Error(`texts: ${response.status}`);
  return response.json();
}
