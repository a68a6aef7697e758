import type { Survey, ThreadSummary } from '#libs/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SideSection } from '../../ui/side-section.tsx';
import { Stars } from '../../ui/stars.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { contactSurveysQuery } from './survey-queries.ts';
import { askedLine } from './survey-words.ts';
import css from './surveys.module.css';

type Place = Pick<ThreadSummary, 'id' | 'status' | 'contact'>;

/** How it went for the person, after each resolution cycle: what they said, or why nobody asked. */
export function ContactSurveys({ thread }: { thread: Place }) {
  return (
    <SideSection id="surveys" title={t('Surveys')}>
      <Surveys thread={thread} />
    </SideSection>
  );
}

function Surveys({ thread }: { thread: Place }) {
  const surveys = useQuery(contactSurveysQuery(thread.contact.id));
  const [writing, dialog] = useDisclosure(false);
  if (surveys.isPending) return <LineSkeletons label={t('Loading the surveys')} />;
  if (surveys.isError)
    return (
      <ErrorState title={t('The surveys didn’t load')} error={surveys.error} onRetry={() => void surveys.refetch()} />
    );
  const latest = surveys.data.find(({ threadId }) => threadId === thread.id);
  const own = latest?.answeredVia === 'thread' || latest?.answeredVia === 'link';
  return (
    <>
      {surveys.data.length === 0 ? (
        <p className={css.none}>{t('No resolution cycle of this person has ended yet.')}</p>
      ) : (
        <ul className={css.list} aria-label={t('Surveys')}>
          {surveys.data.map((survey) => (
            <SurveyLine key={survey.id} survey={survey} current={thread.id} />
          ))}
        </ul>
      )}
      {(thread.status === 'resolved' || latest) && !own && (
        <>
          <Button variant="default" size="compact-sm" onClick={dialog.open}>
            {t('Write down an answer')}
          </Button>
          <AnswerDialog threadId={thread.id} contactId={thread.contact.id} opened={writing} onClose={dialog.close} />
        </>
      )}
    </>
  );
}

function SurveyLine({ survey, current }: { survey: Survey; current: string }) {
  const { score, solved, comment, threadId, cycle, answeredAt, askedAt, createdAt } = survey;
  const answered = score !== null || solved !== null;
  return (
    <li data-answered={answered || undefined}>
      {answered && (
        <span className={css.answer}>
          {score !== null && <Stars score={score} />}
          {solved !== null && <Chip tone={solved ? 'good' : 'bad'}>{solved ? t('Solved') : t('Not solved')}</Chip>}
        </span>
      )}
      {comment && (
        <q className={css.comment} dir="auto">
          {comment}
        </q>
      )}
      <small>
        {askedLine(survey)} · {cycle > 1 && `${t('cycle {{number}}', { number: cycle })} · `}
        <Moment at={answeredAt ?? askedAt ?? createdAt} form="day" />
        {threadId !== current && (
          <>
            {' · '}
            <Link to="/threads/$id" params={{ id: threadId }} search={true}>
              {t('another thread')}
            </Link>
          </>
        )}
      </small>
    </li>
  );
}
