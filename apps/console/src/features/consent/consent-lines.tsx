import { api, type Consent, type MessagingKind, type ThreadSummary } from '#libs/contracts';
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconHandStop } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';
import { saidWords, scopeWords } from '../../text/consent-words.ts';
import { channelWords } from '../../text/words.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SideSection } from '../../ui/side-section.tsx';
import css from './consent-lines.module.css';
import { standings } from './standing.ts';

function Entry({ entry }: { entry: Consent }) {
  const out = entry.action === 'opt_out';
  const scope = scopeWords[entry.purpose];
  return (
    <p className={css.entry} data-out={out || undefined}>
      {out ? <IconHandStop size={15} aria-hidden /> : <IconCheck size={15} aria-hidden />}
      <span>
        <strong>{out ? t('Opted out') : t('Opted in')}</strong>
        {scope && ` (${scope})`} · <Moment at={entry.at} form="day" />
        <small>{saidWords(entry)}</small>
      </span>
    </p>
  );
}

/** What the customer has said about being written to, one line per sender; and where an agent writes down what was said. */
export function ConsentLines({ thread }: { thread: ThreadSummary }) {
  return (
    <SideSection id="consent" title={t('Consent')}>
      <Lines thread={thread} />
    </SideSection>
  );
}

function Lines({ thread }: { thread: ThreadSummary }) {
  const id = thread.contact.id;
  const ledger = useQuery({
    // What is said changes the thread: its version makes the ledger be read again.
    queryKey: ['consents', id, thread.version],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await call(api.listConsents, { params: { id } }, signal)).items,
  });
  const record = useMutation({
    mutationFn: (channel: MessagingKind) =>
      call(api.addConsent, { params: { id }, body: { channel, action: 'opt_out', source: 'spoken' } }),
    onSuccess: () => ledger.refetch(),
  });
  const senders = standings(ledger.data ?? []);
  return (
    <div className={css.lines}>
      {ledger.isPending && <LineSkeletons label={t('Loading consent')} />}
      {ledger.isError && <p role="alert">{wordsOf(ledger.error)}</p>}
      {ledger.data && senders.length === 0 && <p className={css.none}>{t('Nothing said: messages may be sent.')}</p>}
      {senders.map(({ channel, entries }) => (
        <div key={channel.id} className={css.sender}>
          <h3>
            <ChannelIcon kind={channel.kind} size={15} /> {channelWords[channel.kind]}{' '}
            <span className="tabular">{channel.address}</span>
          </h3>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </div>
      ))}
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button size="compact-sm" variant="default" loading={record.isPending}>
            {t('Record a spoken opt-out')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('The customer said on the phone: no more messages by')}</Menu.Label>
          {(['sms', 'whatsapp'] as const).map((kind) => (
            <Menu.Item
              key={kind}
              leftSection={<ChannelIcon kind={kind} size={16} />}
              onClick={() => record.mutate(kind)}
            >
              {channelWords[kind]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {record.isError && <p role="alert">{wordsOf(record.error)}</p>}
    </div>
  );
}
