import { type Language, language } from './language.ts';

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
  const shown = (value: string | number | undefined) =>
    typeof value === 'number' ? numbers.format(value) : (value ?? '');
  return (key, values = {}) => {
    const entry = texts[key];
    const text = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values.n))] ?? entry.other);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => shown(values[name]));
  };
}

const loads: (() => Promise<void>)[] = [];

/**
 * A dictionary in the reader's language once `loadLanguage` is done, in English until then or when that fails.
 * English is in the bundle and names the keys; the others are files at these addresses, so that nobody loads them all.
 */
export function dictionary<Key extends string>(
  english: Texts<Key>,
  addresses: Readonly<Record<Exclude<Language, 'en'>, string>>,
): Translate<Key> {
  let translate = translator(english, 'en');
  loads.push(async () => {
    if (language === 'en') return;
    const response = await fetch(addresses[language]);
    if (!response.ok) throw new Error(`texts: ${response.status}`);
    const texts: Texts<Key> = await response.json();
    translate = translator({ ...english, ...texts }, language);
  });
  return (key, values) => translate(key, values);
}

/** Fetches the reader's language for the dictionaries that have come since the last call. Call before a part is shown. */
export async function loadLanguage(): Promise<void> {
  await Promise.allSettled(loads.splice(0).map((load) => load()));
}
