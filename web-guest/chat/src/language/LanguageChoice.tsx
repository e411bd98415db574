import { Icon } from '../parts/Icon.tsx';
import { capital } from './dates.ts';
import { changeLanguage } from './dictionary.ts';
import { LANGUAGES, type Language, locale } from './language.ts';

/** The reader's language; each is named in itself. */
export function LanguageChoice({ label }: { label: string }) {
  const choose = async (select: HTMLSelectElement) => {
    const language = LANGUAGES.find((known) => known === select.value);
    // Without its texts, all stays as it was.
    if (language) await changeLanguage(language).catch(() => undefined);
    select.value = locale.value.language;
  };
  return (
    <div class="language">
      <Icon name="globe" />
      <select aria-label={label} value={locale.value.language} onChange={(event) => choose(event.currentTarget)}>
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {ownName(language)}
          </option>
        ))}
      </select>
    </div>
  );
}

function ownName(language: Language): string {
  return capital(new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language, language);
}
