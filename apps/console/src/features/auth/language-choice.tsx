import { chooseLanguage, language, type Language, languages, t } from '../../text/t.ts';
import css from './language-choice.module.css';

/** For who cannot read the page yet: each language by its own name. It is kept, also once somebody is signed in. */
export function LanguageChoice() {
  return (
    <div role="group" aria-label={t('Language')} className={css.choice}>
      {(Object.keys(languages) as Language[]).map((name) => (
        <button
          key={name}
          type="button"
          lang={name}
          aria-pressed={language() === name}
          onClick={() => language() !== name && chooseLanguage(name)}
        >
          {languages[name]}
        </button>
      ))}
    </div>
  );
}
