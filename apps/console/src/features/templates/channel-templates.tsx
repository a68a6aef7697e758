import { api, type Channel, type ChannelTemplate, type ChannelTemplates } from '#libs/contracts';
import { Alert, Button } from '@mantine/core';
import { IconRefresh, IconTemplate } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { humanize } from '../../text/words.ts';
import { Chip } from '../../ui/chip.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { CostForm } from './cost-form.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { channelTemplatesQuery } from './template-queries.ts';
import { categoryWords, languageWords, statusTone } from './template-words.ts';
import css from './templates.module.css';

function Item({ template }: { template: ChannelTemplate }) {
  const { name, language, status, quality, category, notOffered, purpose } = template;
  return (
    <li className={css.item}>
      <details>
        <summary>
          <span className={css.name}>
            <strong>{humanize(name)}</strong>
            <span className={css.muted}>{languageWords(language)}</span>
            {purpose === 'invite' && <Chip tone="info">Invite after a call</Chip>}
          </span>
          <span className={css.facts}>
            <span className={css.muted}>
              {categoryWords(category)} · {quality === 'unknown' ? 'no quality rating yet' : `${quality} quality`}
            </span>
            <Chip tone={statusTone(template)}>{humanize(status)}</Chip>
          </span>
          {notOffered && <span className={css.reason}>Not offered: it {notOffered}</span>}
        </summary>
        <TemplatePreview translation={template} />
      </details>
    </li>
  );
}

function SyncState({ list, onSync, busy }: { list: ChannelTemplates; onSync: () => void; busy: boolean }) {
  return (
    <>
      <div className={css.sync}>
        <span className={css.muted}>
          {list.syncedAt ? (
            <>
              Read from the provider: <Moment at={list.syncedAt} form="day" />
            </>
          ) : (
            'Not read from the provider yet'
          )}
        </span>
        <Button variant="default" leftSection={<IconRefresh size={16} />} loading={busy} onClick={onSync}>
          Read again
        </Button>
      </div>
      {list.error && (
        <Alert role="status" color="red" mb={10} title="The provider’s list could not be read">
          {list.error}. What was known before stays in use.
        </Alert>
      )}
    </>
  );
}

/** For administrators: a channel's templates with their state at the provider, and what a send costs. */
export function ChannelTemplatesPanel({ channel: { id, name } }: { channel: Channel }) {
  const client = useQueryClient();
  const options = channelTemplatesQuery(id);
  const query = useQuery(options);
  const sync = useMutation({
    mutationFn: () => call(api.syncTemplates, { params: { id } }),
    onSuccess: async (list) => {
      client.setQueryData(options.queryKey, list);
      await client.invalidateQueries({ queryKey: ['channels'] });
    },
  });
  const list = query.data;
  return (
    <section aria-label={`Templates of ${name}`} className={css.panel}>
      {query.isPending && <LineSkeletons label="Loading templates" />}
      {query.isError && !list && (
        <ErrorState title="The templates didn’t load" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {list && (
        <>
          <SyncState list={list} busy={sync.isPending} onSync={() => sync.mutate()} />
          {sync.isError && (
            <Alert role="alert" color="red" mb={10}>
              {wordsOf(sync.error)}
            </Alert>
          )}
          {list.items.length === 0 ? (
            <EmptyState icon={<IconTemplate size={26} />} title="No templates yet">
              Templates are written and approved at the provider; they appear here by themselves.
            </EmptyState>
          ) : (
            <ul className={css.list}>
              {list.items.map((template) => (
                <Item key={template.id} template={template} />
              ))}
            </ul>
          )}
          <CostForm channelId={id} name={name} costs={list.costs} />
        </>
      )}
    </section>
  );
}
