import type { Message, OfferedTemplate, ThreadSummary } from '#libs/contracts';
import { Alert, Button } from '@mantine/core';
import { IconRefresh, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../text/t.ts';
import { wordsOf } from '../../api/client.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { TemplateForm } from './template-form.tsx';
import { TemplateList } from './template-list.tsx';
import { threadTemplatesQuery } from './template-queries.ts';
import css from './templates.module.css';

export interface PickerProps {
  thread: ThreadSummary;
  /** The last entry the agent has before their eyes. */
  lastSeq: number;
  onSent: (message: Message) => void;
  /** The hub knows better than this screen: time to look again. */
  onRefused: () => void;
}

/** Chooses a template, fills it in, sends it. */
export function TemplatePicker({ thread, lastSeq, onSent, onRefused }: PickerProps) {
  const query = useQuery(threadTemplatesQuery(thread.id, thread.canReply));
  const [chosen, setChosen] = useState<OfferedTemplate | null>(null);
  const [withdrawn, setWithdrawn] = useState<string | null>(null);

  if (query.isPending) return <LineSkeletons label={t('Loading templates')} />;
  if (!query.data)
    return (
      <div role="alert" className={css.plain}>
        <span>
          {t('The templates didn’t load.')} {wordsOf(query.error)}
        </span>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={() => void query.refetch()}>
          {t('Try again')}
        </Button>
      </div>
    );
  if (query.data.length === 0)
    return (
      <p className={css.plain}>
        <IconTemplate size={20} aria-hidden />
        {t('No template may be sent at the moment. An administrator sees why under Channels.')}
      </p>
    );
  if (chosen)
    return (
      <TemplateForm
        key={chosen.name}
        threadId={thread.id}
        template={chosen}
        lastSeq={lastSeq}
        onBack={() => setChosen(null)}
        onSent={(message) => {
          setChosen(null);
          onSent(message);
        }}
        onRefused={onRefused}
        onWithdrawn={(why) => {
          setChosen(null);
          setWithdrawn(why);
          void query.refetch();
        }}
      />
    );
  return (
    <>
      {withdrawn && (
        <Alert
          role="alert"
          color="red"
          withCloseButton
          closeButtonLabel={t('Close')}
          onClose={() => setWithdrawn(null)}
          mb={8}
        >
          {withdrawn}
        </Alert>
      )}
      <TemplateList
        templates={query.data}
        onChoose={(template) => {
          setWithdrawn(null);
          setChosen(template);
        }}
      />
    </>
  );
}
