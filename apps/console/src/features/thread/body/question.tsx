import { IconListCheck } from '@tabler/icons-react';
import { t } from '../../../text/t.ts';
import type { Question as Asked } from './content.ts';
import css from './message-body.module.css';
import { MessageText } from './message-text.tsx';

/** What the customer was asked, with the answers they could tap: shown as they were, and nothing to press here. */
export function Question({ question, text }: { question: Asked; text: string | null }) {
  const { choices, open } = question;
  return (
    <>
      {text && <MessageText text={text} />}
      {open && (
        <span className={css.how}>
          <IconListCheck size={15} aria-hidden />
          <bdi>{open}</bdi>
        </span>
      )}
      <ul className={css.choices} data-list={open !== null || undefined} aria-label={t('Answers to tap')}>
        {choices.map((title) => (
          <li key={title} dir="auto">
            {title}
          </li>
        ))}
      </ul>
    </>
  );
}
