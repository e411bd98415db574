import type { Entry, Texts } from '../src/language/dictionary.ts';
import { LANGUAGES, type Language } from '../src/language/language.ts';

/** How each language sets its marks; what it must not contain. */
const TYPOS: Readonly<Record<Language | 'any', RegExp>> = {
  any: /["']|\.\.\.| {2}|^\s|\s$/,
  en: /\s[;:!?]|[«»„]/,
  ro: /\s[;:!?]|[ŞşŢţ]|(?<!„[^”]*)”/,
  ar: /[,;?]|\s[؛:؟!،]/,
  de: /\s[;:!?]|(?<!„[^“]*)“|\S…/,
  fr: /(?<!\u202f)[;!?]|(?<!\u00a0)[:»]|«(?!\u00a0)/,
  es: /\s[;:!?]|(?<!¿[^?]*)\?|(?<!¡[^!]*)!/,
};

/** What is wrong in a folder's dictionaries (file → texts): a text, form or placeholder that some language lacks, or a mark set wrongly. */
export function flaws(files: Readonly<Record<string, Texts<string>>>): string[] {
  const textsIn = (language: string) =>
    Object.entries(files).find(([file]) => file.endsWith(`/${language}.json`))?.[1] ?? {};
  const english = textsIn('en');
  if (Object.keys(english).length === 0) return ['English is missing'];
  return LANGUAGES.flatMap((language) => {
    const texts = textsIn(language);
    const extra = Object.keys(texts).filter((key) => !(key in english));
    return [
      ...extra.map((key) => `${language}.${key} is not in English`),
      ...Object.entries(english).flatMap(([key, entry]) =>
        flawsOf(texts[key], entry, language).map((flaw) => `${language}.${key} ${flaw}`),
      ),
    ];
  });
}

function flawsOf(entry: Entry | undefined, english: Entry, language: Language): string[] {
  if (!entry) return ['is missing'];
  if (typeof entry !== typeof english) return ['is of another sort than in English'];
  const forms = typeof entry === 'string' ? [] : new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const found = forms
    .filter((form) => typeof entry !== 'string' && !entry[form])
    .map((form) => `lacks the form ${form}`);
  for (const text of typeof entry === 'string' ? [entry] : Object.values(entry))
    for (const typo of [TYPOS.any, TYPOS[language]])
      if (typo.test(text)) found.push(`is not set as in ${language}: ${text}`);
  return placeholders(entry) === placeholders(english) ? found : [...found, 'has other placeholders than in English'];
}

function placeholders(entry: Entry): string {
  const text = typeof entry === 'string' ? entry : entry.other;
  return [...new Set(text.match(/\{\w+\}/g))].sort().join();
}
