import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconMessageOff } from '@tabler/icons-react';
import { t } from '../text/t.ts';
import { ProblemError } from '../api/client.ts';
import { threadQuery } from '../api/queries.ts';
import { ConversationSkeleton } from '../features/thread/conversation-skeleton.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { OpenThread } from './open-thread.tsx';

const route = getRouteApi('/signed-in/inbox/threads/$id');

export function ThreadPage() {
  const { id } = route.useParams();
  const query = useQuery(threadQuery(id));
  const gone = query.error instanceof ProblemError && query.error.problem.status === 404;
  if (query.data && !gone) return <OpenThread key={id} thread={query.data} />;
  if (query.isPending) return <ConversationSkeleton />;
  if (gone) {
    return (
      <EmptyState
        icon={<IconMessageOff size={28} />}
        title={t('There is no such thread')}
        wholePage
        action={<Link to="/">{t('Back to the inbox')}</Link>}
      >
        {t('It may have gone to another team or been erased, or the link is mistyped.')}
      </EmptyState>
    );
  }
  return <ErrorState title={t('The thread didn’t load')} error={query.error} onRetry={() => void query.refetch()} />;
}
