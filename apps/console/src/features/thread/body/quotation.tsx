import type { QuotedMessage } from '#libs/contracts';
import { IconCornerUpLeft } from '@tabler/icons-react';
import { use } from 'react';
import { t } from '../../../text/t.ts';
import { previewOf } from '../../../text/words.ts';
import { JumpTo } from '../jump.ts';
import css from './message-body.module.css';

const writerOf = ({ direction, author }: QuotedMessage, customer: string) =>
  direction === 'inbound' ? (author ?? customer) : (author ?? t('Shiftline'));

/** What a message answers, and the way there. */
export function Quotation({ quoted, customer }: { quoted: QuotedMessage; customer: string }) {
  const jump = use(JumpTo);
  const writer = writerOf(quoted, customer);
  const said = previewOf(quoted.type, quoted.text);
  return (
    <button type="button" className={css.quotation} onClick={() => jump(quoted)} title={t('Show the message')}>
      <span className="sl-hidden">{t('In answer to')} </span>
      <strong>{writer}</strong>
      <span dir="auto">{said}</span>
    </button>
  );
}

/** A message that the provider names and that nobody here has. */
export function LostQuotation() {
  return (
    <p className={css.lost}>
      <IconCornerUpLeft size={14} aria-hidden />
      {t('In answer to a message that is not here')}
    </p>
  );
}
