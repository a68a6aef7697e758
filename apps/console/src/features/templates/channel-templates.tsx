import { api, type Channel, type ChannelTemplate, type ChannelTemplates } from '#libs/contracts';
import { Alert, Button } from '@mantine/core';
import { IconRefresh, IconTemplate } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Filled } from '../../ui/filled.tsx';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';
import { humanize } from '../../text/words.ts';
import { Chip } from '../../ui/chip.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { CostForm } from './cost-form.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { channelTemplatesQuery } from './template-queries.ts';
import { categoryWords, languageWords, qualityWords, statusTone, statusWords } from './template-words.ts';
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
            {purpose === 'invite' && <Chip tone="info">{t('Invite after a call')}</Chip>}
          </span>
          <span className={css.facts}>
            <span className={css.muted}>
              {categoryWords(category)} · {qualityWords[quality]}
            </span>
            <Chip tone={statusTone(template)}>{statusWords[status]}</Chip>
          </span>
          {notOffered && <span className={css.reason}>{t('Not offered: it {{why}}', { why: notOffered })}</span>}
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
            <Filled
              text={t('Read from the provider: {{time}}')}
              parts={{ time: <Moment at={list.syncedAt} form="within" /> }}
            />
          ) : (
            t('Not read from the provider yet')
          )}
        </span>
        <Button variant="default" leftSection={<IconRefresh size={16} />} loading={busy} onClick={onSync}>
          {t('Read again')}
        </Button>
      </div>
      {list.error && (
        <Alert role="status" color="red" mb={10} title={t('The provider’s list could not be read')}>
          {t('{{error}}. What was known before stays in use.', { error: list.error })}
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
    <section aria-label={t('Templates of {{name}}', { name })} className={css.panel}>
      {query.isPending && <LineSkeletons label={t('Loading templates')} />}
      {query.isError && !list && (
        <ErrorState title={t('The templates didn’t load')} error={query.error} onRetry={() => void query.refetch()} />
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
            <EmptyState icon={<IconTemplate size={26} />} title={t('No templates yet')}>
              {t('Templates are written and approved at the provider; they appear here by themselves.')}
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
