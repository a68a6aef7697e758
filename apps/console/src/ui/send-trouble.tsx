import type { MessageError } from '#libs/contracts';
import { providerSays, sendWords } from '../text/send-words.ts';
import css from './send-trouble.module.css';

/** What happened to a send, what to do about it, and what the provider says. */
export function SendTrouble({ error }: { error: MessageError | null }) {
  const { what, next } = sendWords(error);
  const says = providerSays(error);
  return (
    <>
      <strong>{what}.</strong> {next}
      {says && <small className={css.says}>{says}</small>}
    </>
  );
}
