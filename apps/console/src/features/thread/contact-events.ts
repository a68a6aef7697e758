import type { ConsentSource } from '#libs/contracts';
import { saidWords } from '../../text/consent-words.ts';
import { t } from '../../text/t.ts';
import { data, type Teller, word } from './event-data.ts';

/** What somebody wants no more of, or again, by purpose and kind of sender. */
const things: Readonly<Record<string, string>> = {
  'all sms': t('texts'),
  'all whatsapp': t('WhatsApp messages'),
  'service sms': t('replies by text'),
  'service whatsapp': t('replies by WhatsApp'),
  'notice sms': t('news by text'),
  'notice whatsapp': t('news by WhatsApp'),
  'marketing sms': t('marketing by text'),
  'marketing whatsapp': t('marketing by WhatsApp'),
};

/** What happened to the person of a thread: what they want to be sent, and who they are. */
export const contactTellers: Readonly<Record<string, Teller>> = {
  'consent.recorded': ({ action, purpose, channel, source, note, by }) => {
    const { kind, address } = data(channel);
    const thing = `${word(purpose)} ${word(kind)}`;
    const from = word(address);
    if (!from || !Object.hasOwn(things, thing)) return null;
    const out = action === 'opt_out';
    const entry = { source: source as ConsentSource, note: word(note), by: word(by), purpose: 'all' } as const;
    // Nothing is said of a source that this console does not know.
    const said = saidWords({ ...entry, action: out ? 'opt_out' : 'opt_in' }) as string | undefined;
    if (!said) return null;
    const values = { what: things[thing], from, said };
    return out
      ? t('Opted out of {{what}} from {{from}} ({{said}})', values)
      : t('Opted in to {{what}} from {{from}} ({{said}})', values);
  },
  'consent.no_opt_out': ({ said }, who) =>
    who && t('“{{said}}” is no opt-out, says {{who}}', { said: word(said), who }),
  'contact.merged': ({ with: other, goesOnIn }) => {
    const name = word(other) ?? t('a contact without a name');
    return goesOnIn
      ? t('Merged with {{name}}: goes on in another thread', { name })
      : t('Merged with {{name}}', { name });
  },
  'contact.merge_undone': () => t('Merge of contacts undone'),
  'contact.relinked': ({ phone }) =>
    word(phone)
      ? t('Number changed to {{number}}', { number: word(phone) })
      : t('The customer has a new WhatsApp user id'),
  'thread.returned': () => t('Goes on here again'),
  'message.moved': () => t('A message of the other contact was here'),
};
