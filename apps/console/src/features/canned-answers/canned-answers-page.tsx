import { type CannedAnswer, supervisors } from '#libs/contracts';
import { Button, TextInput } from '@mantine/core';
import { IconMessage2Bolt, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { cannedAnswersQuery, useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { AnswerForm } from './answer-form.tsx';
import { AnswerItem } from './answer-item.tsx';
import css from './canned-answers.module.css';

const matches = (search: string) => {
  const wanted = search.trim().toLowerCase();
  return ({ shortcut, title, text }: CannedAnswer) => `${shortcut} ${title} ${text}`.toLowerCase().includes(wanted);
};

/** What everybody can put into a reply by `/`: read by all, written by supervisors. */
export function CannedAnswersPage() {
  const { role } = useMe();
  const may = supervisors.some((one) => one === role);
  const client = useQueryClient();
  const query = useQuery(cannedAnswersQuery);
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<CannedAnswer | 'new' | null>(null);
  const refresh = () => void client.invalidateQueries({ queryKey: cannedAnswersQuery.queryKey });
  const found = (query.data ?? []).filter(matches(search));
  const close = () => setEdited(null);
  const form = (answer: CannedAnswer | null) => (
    <AnswerForm
      answer={answer}
      onClose={close}
      onSaved={() => {
        close();
        refresh();
      }}
    />
  );

  return (
    <Page
      title={t('Canned answers')}
      lead={t('Type / and a shortcut in a reply. What stands in {{braces}} is filled in.', { braces: '{{…}}' })}
    >
      <div className={css.head}>
        <TextInput
          className={css.search}
          aria-label={t('Search canned answers')}
          placeholder={t('Search canned answers')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {may && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')} disabled={edited === 'new'}>
            {t('New answer')}
          </Button>
        )}
      </div>
      {edited === 'new' && form(null)}
      {query.isPending && <LineSkeletons label={t('Loading canned answers')} />}
      {query.isError && !query.data && (
        <ErrorState
          title={t('The canned answers didn’t load')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data && found.length === 0 && edited !== 'new' && (
        <EmptyState
          icon={<IconMessage2Bolt size={26} />}
          title={search.trim() ? t('No canned answer matches') : t('No canned answers yet')}
        >
          {search.trim()
            ? t('Nothing has “{{search}}” in its shortcut, title or text.', { search: search.trim() })
            : t('What is written again and again is written once here, and used with / by everybody.')}
        </EmptyState>
      )}
      <ul className={css.list}>
        {found.map((answer) => (
          <li key={answer.id}>
            {edited !== 'new' && edited?.id === answer.id ? (
              form(answer)
            ) : (
              <AnswerItem answer={answer} may={may} onEdit={() => setEdited(answer)} onChanged={refresh} />
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
