import type { Entry, Texts } from '../src/language/dictionary.ts';
import { LANGUAGES } from '../src/language/language.ts';

/** What is wrong in a folder's dictionaries (file → texts): a text, form or placeholder that some language lacks. */
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

function flawsOf(entry: Entry | undefined, english: Entry, language: string): string[] {
  if (!entry) return ['is missing'];
  if (typeof entry !== typeof english) return ['is of another sort than in English'];
  const forms = typeof entry === 'string' ? [] : new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const found = forms
    .filter((form) => typeof entry !== 'string' && !entry[form])
    .map((form) => `lacks the form ${form}`);
  return placeholders(entry) === placeholders(english) ? found : [...found, 'has other placeholders than in English'];
}

function placeholders(entry: Entry): string {
  const text = typeof entry === 'string' ? entry : entry.other;
  return [...new Set(text.match(/\{\w+\}/g))].sort().join();
}
