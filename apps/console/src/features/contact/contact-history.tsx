import type { Contact } from '#libs/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowMerge, IconBrandWhatsapp, IconId, IconPhone } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { contactQuery } from '../../api/queries.ts';
import { personOf } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './contact-history.module.css';
import { identityWords } from './identity-words.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { MergeEntry } from './merge-entry.tsx';

const icons = { phone: IconPhone, wa_id: IconBrandWhatsapp, bsuid: IconId };

function Identities({ identities }: Pick<Contact, 'identities'>) {
  return (
    <ul className={css.list} aria-label="Known by">
      {identities.map(({ kind, value, portfolio, since, replacedBy }) => {
        const Icon = icons[kind];
        return (
          <li key={`${kind} ${portfolio} ${value}`} data-replaced={replacedBy !== null || undefined}>
            <Icon size={16} stroke={1.8} role="img" aria-label={identityWords[kind]} />
            <span className={css.value} title={portfolio ? `In portfolio ${portfolio}` : undefined}>
              {value}
              {replacedBy && <small>changed to {replacedBy}</small>}
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
  if (others.length === 0) return <p className={css.none}>No other threads.</p>;
  return (
    <ul className={css.list} aria-label="Previous threads">
      {others.map(({ id, channel, lastText, updatedAt, disposition }) => (
        <li key={id}>
          <ChannelIcon kind={channel} />
          <Link to="/threads/$id" params={{ id }} search={true} className={css.value}>
            {lastText || 'No messages'}
            {disposition === 'merged' && <small>went on in another thread</small>}
          </Link>
          <Moment at={updatedAt} form="day" className={css.aside} />
        </li>
      ))}
    </ul>
  );
}

interface Props {
  contactId: string;
  threadId: string;
  /** How many things have happened in the thread: a merge by a colleague is one of them. */
  events: number;
}

/** What else is known of the person: addresses, earlier threads, who they were merged with. */
export function ContactHistory({ contactId, threadId, events }: Props) {
  const client = useQueryClient();
  const contact = useQuery(contactQuery(contactId));
  const [merging, dialog] = useDisclosure(false);
  useEffect(() => {
    if (events) void client.invalidateQueries({ queryKey: contactQuery(contactId).queryKey });
  }, [client, contactId, events]);

  if (contact.isPending) return <LineSkeletons label="Loading the contact" />;
  if (contact.isError) {
    return <ErrorState title="The contact didn’t load" error={contact.error} onRetry={() => void contact.refetch()} />;
  }
  const { identities, threads, merges, possibleDuplicates } = contact.data;
  return (
    <div className={css.history}>
      <h3>Known by</h3>
      <Identities identities={identities} />
      <h3>Previous threads</h3>
      <Threads threads={threads} current={threadId} />
      {merges.length > 0 && (
        <>
          <h3>Merges</h3>
          <ul className={css.list} aria-label="Merges">
            {merges.map((merge) => (
              <MergeEntry key={merge.id} merge={merge} />
            ))}
          </ul>
        </>
      )}
      {possibleDuplicates.length > 0 && (
        <>
          <h3>Possibly the same person</h3>
          <ul className={css.list} aria-label="Possibly the same person">
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
        size="sm"
        mt="md"
        leftSection={<IconArrowMerge size={16} aria-hidden />}
        onClick={dialog.open}
      >
        Merge with…
      </Button>
      <MergeDialog contact={contact.data} opened={merging} onClose={dialog.close} />
    </div>
  );
}
