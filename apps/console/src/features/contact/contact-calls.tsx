import type { Call } from '#libs/contracts';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import { humanize } from '../../text/words.ts';
import { decisionLine } from '../../ui/call-facts.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SideSection } from '../../ui/side-section.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './contact-history.module.css';
import { contactCallsQuery } from './contact-queries.ts';

/** When the person rang, about what, and what came of it. */
export function ContactCalls({ contactId, threadId }: { contactId: string; threadId: string }) {
  return (
    <SideSection id="calls" title={t('Calls')}>
      <Calls contactId={contactId} threadId={threadId} />
    </SideSection>
  );
}

function Calls({ contactId, threadId }: { contactId: string; threadId: string }) {
  const calls = useQuery(contactCallsQuery(contactId));
  if (calls.isPending) return <LineSkeletons label={t('Loading the calls')} />;
  if (calls.isError)
    return <ErrorState title={t('The calls didn’t load')} error={calls.error} onRetry={() => void calls.refetch()} />;
  if (calls.data.length === 0) return <p className={css.none}>{t('Has not rung.')}</p>;
  return (
    <ul className={css.list} aria-label={t('Calls')}>
      {calls.data.map((call) => (
        <CallLine key={call.id} call={call} threadId={threadId} />
      ))}
    </ul>
  );
}

function CallLine({ call, threadId }: { call: Call; threadId: string }) {
  const { intent, queue } = call;
  const about = intent ? humanize(intent) : queue ? humanize(queue) : t('No reason given');
  return (
    <li>
      <IconPhoneIncoming size={16} stroke={1.8} aria-hidden />
      <span className={css.value}>
        {call.threadId && call.threadId !== threadId ? (
          <Link to="/threads/$id" params={{ id: call.threadId }} search={true}>
            {about}
          </Link>
        ) : (
          about
        )}
        <small>{call.answeredByAgent ? t('Spoke with a colleague') : decisionLine(call)}</small>
      </span>
      <Moment at={call.startedAt} form="day" className={css.aside} />
    </li>
  );
}
