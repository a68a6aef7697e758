import { IconCircleCheck, IconForms, IconListCheck } from '@tabler/icons-react';
import { t } from '../../../text/t.ts';
import { humanize } from '../../../text/words.ts';
import type { Choice as ChoiceMade } from './content.ts';
import css from './message-body.module.css';

const kinds = {
  button: { Icon: IconCircleCheck, label: t('Tapped a button') },
  list: { Icon: IconListCheck, label: t('Chose from a list') },
  flow: { Icon: IconForms, label: t('Filled in a form') },
};

/** An answer that was tapped and not typed. */
export function Choice({ choice, text }: { choice: ChoiceMade; text: string | null }) {
  const { kind, title, description, answers } = choice;
  const { Icon, label } = kinds[kind];
  return (
    <div className={css.choice}>
      <span className={css.how}>
        <Icon size={15} aria-hidden />
        {label}
      </span>
      {(title ?? text) && <strong dir="auto">{title ?? text}</strong>}
      {description && <span dir="auto">{description}</span>}
      {answers.length > 0 && (
        <dl className={css.answers}>
          {answers.map(([name, value]) => (
            <div key={name}>
              <dt>{humanize(name)}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
