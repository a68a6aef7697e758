import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconMessageOff } from '@tabler/icons-react';
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
        title="There is no such thread"
        action={<Link to="/">Back to the inbox</Link>}
      >
        It may have been erased, or the link is mistyped.
      </EmptyState>
    );
  }
  return <ErrorState title="The thread didn’t load" error={query.error} onRetry={() => void query.refetch()} />;
}
