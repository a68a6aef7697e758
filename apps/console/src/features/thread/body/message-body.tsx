import type { Message } from '#libs/contracts';
import { t } from '../../../text/t.ts';
import { previewOf } from '../../../text/words.ts';
import { Attachments } from '../attachments.tsx';
import { Choice } from './choice.tsx';
import { Circumstances } from './circumstances.tsx';
import { ContactCards } from './contact-cards.tsx';
import { cardsOf, choiceOf, orderOf, questionOf } from './content.ts';
import { LocationCard } from './location-card.tsx';
import { MessageText } from './message-text.tsx';
import { OrderTable } from './order-table.tsx';
import { Question } from './question.tsx';
import { LostQuotation, Quotation } from './quotation.tsx';
import { Odd, Unsupported } from './unsupported.tsx';

function Matter({ message }: { message: Message }) {
  const { type, text, attachments } = message;
  if (type === 'location') return <LocationCard message={message} />;
  if (type === 'unsupported' && attachments.length === 0) return <Unsupported message={message} />;
  const choice = choiceOf(message);
  if (choice) return <Choice choice={choice} text={text} />;
  const question = questionOf(message);
  if (question) return <Question question={question} text={text} />;
  if (type === 'reaction') {
    return <Odd icon={null}>{text ? t('Reacted with {{emoji}}', { emoji: text }) : t('Took a reaction back')}</Odd>;
  }
  const structured = cardsOf(message).length + orderOf(message).lines.length > 0;
  if (!text && attachments.length === 0 && !structured) {
    return <Odd>{t('A message without words: {{kind}}.', { kind: previewOf(type, null) })}</Odd>;
  }
  const album = attachments.length > 1 && attachments.every(({ mimeType }) => mimeType.startsWith('image/'));
  return (
    <>
      <ContactCards message={message} />
      <OrderTable message={message} />
      <Attachments attachments={attachments} album={album} />
      {text && <MessageText text={text} />}
    </>
  );
}

/** The inside of a bubble; always as text, whatever the customer typed. */
export function MessageBody({ message, customer }: { message: Message; customer: string }) {
  const { quoted, content } = message;
  return (
    <>
      <Circumstances message={message} />
      {quoted ? (
        <Quotation quoted={quoted} customer={customer} />
      ) : (
        (content?.context !== undefined || message.type === 'reaction') && <LostQuotation />
      )}
      <Matter message={message} />
    </>
  );
}
