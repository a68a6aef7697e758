import type { Contact } from '#libs/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowMerge, IconBrandWhatsapp, IconId, IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { contactQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SideSection } from '../../ui/side-section.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { ContactCalls } from './contact-calls.tsx';
import css from './contact-history.module.css';
import { identityWords } from './identity-words.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { MergeEntry } from './merge-entry.tsx';

const icons = { phone: IconPhone, wa_id: IconBrandWhatsapp, bsuid: IconId };

function Identities({ identities }: Pick<Contact, 'identities'>) {
  return (
    <ul className={css.list} aria-label={t('Known by')}>
      {identities.map(({ kind, value, portfolio, since, replacedBy }) => {
        const Icon = icons[kind];
        return (
          <li key={`${kind} ${portfolio} ${value}`} data-replaced={replacedBy !== null || undefined}>
            <Icon size={16} stroke={1.8} role="img" aria-label={identityWords[kind]} />
            <span className={css.value} title={portfolio ? t('In portfolio {{portfolio}}', { portfolio }) : undefined}>
              {value}
              {replacedBy && <small>{t('changed to {{value}}', { value: replacedBy })}</small>}
            </span>
            <Moment at={since} form="day" className={css.aside} />
          </li>
        );
      })}
    </ul>
  );
}

function Threads({ threads, current }: Pick<Contact, 'threads'> & { current: string }) {
  const others = threads.filter((thread) => thread.id !== current);
  if (others.length === 0) return <p className={css.none}>{t('No other threads.')}</p>;
  return (
    <ul className={css.list} aria-label={t('Previous threads')}>
      {others.map(({ id, channel, lastText, updatedAt, disposition }) => (
        <li key={id}>
          <ChannelIcon kind={channel} />
          <Link to="/threads/$id" params={{ id }} search={true} className={css.value}>
            <span dir="auto">{lastText || t('No messages')}</span>
            {disposition === 'merged' && <small>{t('went on in another thread')}</small>}
          </Link>
          <Moment at={updatedAt} form="day" className={css.aside} />
        </li>
      ))}
    </ul>
  );
}

/** Who else they may be, who they were merged with, and the way to merge. */
function SamePerson({ contact }: { contact: Contact }) {
  const [merging, dialog] = useDisclosure(false);
  const { merges, possibleDuplicates } = contact;
  return (
    <>
      {merges.length > 0 && (
        <ul className={css.list} aria-label={t('Merges')}>
          {merges.map((merge) => (
            <MergeEntry key={merge.id} merge={merge} />
          ))}
        </ul>
      )}
      {possibleDuplicates.length > 0 && (
        <>
          <h3>{t('Possibly the same person')}</h3>
          <ul className={css.list} aria-label={t('Possibly the same person')}>
            {possibleDuplicates.map(({ contact: other, reason }) => (
              <li key={other.id}>
                <span className={css.value} title={reason}>
                  {personOf(other)}
                  <small>{reason}</small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowMerge size={15} aria-hidden />}
        onClick={dialog.open}
      >
        {t('Merge with…')}
      </Button>
      <MergeDialog contact={contact} opened={merging} onClose={dialog.close} />
    </>
  );
}

/** What else is known of the person: addresses, earlier threads and calls, who they were merged with. */
export function ContactHistory({ contactId, threadId }: { contactId: string; threadId: string }) {
  const contact = useQuery(contactQuery(contactId));
  if (contact.isPending) return <LineSkeletons label={t('Loading the contact')} />;
  if (contact.isError) {
    return (
      <ErrorState title={t('The contact didn’t load')} error={contact.error} onRetry={() => void contact.refetch()} />
    );
  }
  const { identities, threads } = contact.data;
  return (
    <div className={css.history}>
      <SideSection id="threads" title={t('Previous threads')}>
        <Threads threads={threads} current={threadId} />
      </SideSection>
      <ContactCalls contactId={contactId} threadId={threadId} />
      <SideSection id="identities" title={t('Known by')}>
        <Identities identities={identities} />
      </SideSection>
      <SideSection id="same-person" title={t('Same person')}>
        <SamePerson contact={contact.data} />
      </SideSection>
    </div>
  );
}
