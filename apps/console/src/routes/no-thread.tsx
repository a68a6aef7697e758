import { IconMessages } from '@tabler/icons-react';
import { Filled } from '../ui/filled.tsx';
import { t } from '../text/t.ts';
import { EmptyState } from '../ui/states.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import css from './no-thread.module.css';

export function NoThread() {
  usePageTitle(t('Inbox'));
  return (
    <section aria-label={t('Conversation')} className={css.page}>
      <EmptyState icon={<IconMessages size={28} stroke={1.6} />} title={t('Choose a conversation')}>
        <Filled
          text={t(
            'The call, what was said and every message are shown here. {{j}} and {{k}} walk the list, {{enter}} opens.',
          )}
          parts={{ j: <kbd>j</kbd>, k: <kbd>k</kbd>, enter: <kbd>{t('Enter')}</kbd> }}
        />
      </EmptyState>
    </section>
  );
}
