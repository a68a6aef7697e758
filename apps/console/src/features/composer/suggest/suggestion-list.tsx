import { IconPencilPlus } from '@tabler/icons-react';
import { missingOf } from '../../../text/answer-variables.ts';
import { t } from '../../../text/t.ts';
import { Chip } from '../../../ui/chip.tsx';
import { PersonAvatar } from '../../../ui/person.tsx';
import css from './suggestion-list.module.css';
import type { Suggestion, Suggestions } from './use-suggestions.ts';

function Option({ suggestion, values }: { suggestion: Suggestion; values: Readonly<Record<string, string>> }) {
  if (suggestion.sign === '@') {
    const { name, email } = suggestion.person;
    return (
      <span className={css.person}>
        <PersonAvatar name={name} size={24} /> {name} <small>{email}</small>
      </span>
    );
  }
  const { shortcut, title, text, team } = suggestion.answer;
  return (
    <>
      <span className={css.name}>
        <kbd>/{shortcut}</kbd> {title}
        {team && <Chip tone="plain">{team.name}</Chip>}
        {missingOf(text, values).length > 0 && (
          <span className={css.asks}>
            <IconPencilPlus size={14} aria-hidden /> {t('to fill in')}
          </span>
        )}
      </span>
      <span className={css.line} dir="auto">
        {text}
      </span>
    </>
  );
}

interface Props {
  suggestions: Suggestions;
  /** What is known of this thread, for canned answers. */
  values: Readonly<Record<string, string>>;
}

/** Above the text box, which keeps the focus: its keys move in the list. */
export function SuggestionList({ suggestions, values }: Props) {
  const { sign, found, active, listId, optionId, choose, hover } = suggestions;
  const count = found.length;
  return (
    <>
      <span className="sl-hidden" role="status">
        {count > 0 && (sign === '/' ? t('{{count}} canned answers', { count }) : t('{{count}} colleagues', { count }))}
      </span>
      {count > 0 && (
        <ul
          id={listId}
          role="listbox"
          aria-label={sign === '/' ? t('Canned answers') : t('Colleagues')}
          className={css.list}
          // The text box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
        >
          {found.map((suggestion, n) => (
            <li
              key={suggestion.sign === '/' ? suggestion.answer.id : suggestion.person.id}
              id={optionId(n)}
              role="option"
              aria-selected={n === active}
              className={css.option}
              onMouseMove={() => hover(n)}
              onClick={() => choose(suggestion)}
            >
              <Option suggestion={suggestion} values={values} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
