import { IconMessages } from '@tabler/icons-react';
import { EmptyState } from '../ui/states.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import css from './no-thread.module.css';

export function NoThread() {
  usePageTitle('Inbox');
  return (
    <section aria-label="Conversation" className={css.page}>
      <EmptyState icon={<IconMessages size={28} stroke={1.6} />} title="Choose a conversation">
        The call, what was said and every message are shown here. <kbd>j</kbd> and <kbd>k</kbd> walk the list,{' '}
        <kbd>Enter</kbd> opens.
      </EmptyState>
    </section>
  );
}
