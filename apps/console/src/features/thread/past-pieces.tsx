import type { Message, TimelineThread } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, type RefObject, useCallback, useMemo, useState } from 'react';
import { workSettingsQuery } from '../../api/work-settings.ts';
import { dispositionWords } from '../../text/disposition-words.ts';
import { t } from '../../text/t.ts';
import { channelWords } from '../../text/words.ts';
import { Moment } from '../../ui/moment.tsx';
import { CallLeg } from './call-leg.tsx';
import { Chunk } from './chunk.tsx';
import { keepingChunks } from './chunks.ts';
import css from './conversation.module.css';
import { Entry } from './entry.tsx';
import type { Past } from './past.ts';
import { type StreamItem, streamOf } from './stream.ts';

interface Common {
  customer: string;
  scroller: RefObject<HTMLElement | null>;
  onWhy: (message: Message) => void;
}

/** Where another thread begins: when it was, and how it ended. */
function ThreadPassage({ thread }: { thread: TimelineThread }) {
  const { id, openedAt, channel, status, disposition, assignee } = thread;
  const { data: settings } = useQuery(workSettingsQuery);
  const label = settings?.dispositions.find((one) => one.id === disposition)?.label ?? null;
  const how = disposition && dispositionWords({ id: disposition, label });
  return (
    <div className={css.passage}>
      <strong>
        {t('Thread of')} <Moment at={openedAt} form="within" />
      </strong>
      <span>{channelWords[channel]}</span>
      {status === 'resolved' && <span>{how ? t('resolved: {{how}}', { how }) : t('resolved')}</span>}
      {assignee && <bdi>{assignee}</bdi>}
      <Link to="/threads/$id" params={{ id }} search={true}>
        {t('Open')}
      </Link>
    </div>
  );
}

type PastThreadPiece = Extract<Past, { kind: 'thread' }>;

const PastThread = memo(function PastThread({ piece, customer, scroller, onWhy }: Common & { piece: PastThreadPiece }) {
  const { messages, thread } = piece;
  const [keep] = useState(keepingChunks);
  const chunks = useMemo(() => keep(streamOf(messages)), [keep, messages]);
  const draw = useCallback(
    (item: StreamItem) => (
      <Entry key={item.key} item={item} customer={customer} call={null} showChannel={false} onWhy={onWhy} />
    ),
    [customer, onWhy],
  );
  return (
    <section aria-label={t('An earlier thread')}>
      <ThreadPassage thread={thread} />
      {chunks.map((chunk) => (
        <Chunk key={chunk.key} chunk={chunk} scroller={scroller} customer={customer} draw={draw} />
      ))}
    </section>
  );
});

/** What went before, the oldest first; below it the thread itself. */
export function PastPieces({ past, openedAt, ...common }: Common & { past: readonly Past[]; openedAt: string }) {
  if (past.length === 0) return null;
  return (
    <>
      {past.map((piece) =>
        piece.kind === 'call' ? (
          <ol key={`call ${piece.call.id}`} className={css.stream}>
            <CallLeg call={piece.call} />
          </ol>
        ) : (
          <PastThread key={`thread ${piece.thread.id}`} piece={piece} {...common} />
        ),
      )}
      <div className={css.passage}>
        <strong>
          {t('This thread, since')} <Moment at={openedAt} form="within" />
        </strong>
      </div>
    </>
  );
}

/** Where the customer went on in another thread. */
export function FollowingThread({ thread }: { thread: TimelineThread }) {
  return (
    <div className={css.passage}>
      {t('It went on in a later thread.')}
      <Link to="/threads/$id" params={{ id: thread.id }} search={true}>
        {t('Open it')}
      </Link>
    </div>
  );
}
