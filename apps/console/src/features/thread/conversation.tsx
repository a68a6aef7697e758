import type { Message, Thread } from '#libs/contracts';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { t } from '../../text/t.ts';
import { useCommands } from '../../ui/commands.ts';
import { Chunk } from './chunk.tsx';
import { keepingChunks } from './chunks.ts';
import css from './conversation.module.css';
import { Entry } from './entry.tsx';
import { JumpTo, type Place } from './jump.ts';
import { FollowingThread, PastPieces } from './past-pieces.tsx';
import { OlderButton } from './older-button.tsx';
import { type StreamItem, streamOf } from './stream.ts';
import type { History } from './use-history.ts';
import { useJump } from './use-jump.ts';
import { useStickyScroll } from './use-sticky-scroll.ts';
import { useUnreadLine } from './use-unread-line.ts';

interface Props {
  thread: Thread;
  messages: readonly Message[];
  customer: string;
  hasOlder: boolean;
  onOlder: () => Promise<void>;
  /** Loads the thread's messages from this number on. */
  onReach: (seq: number) => Promise<void>;
  history: History;
  /** What is on its way to the hub; drawn after everything the hub knows. */
  outgoing: ReactNode;
  outgoingCount: number;
  /** Somebody asks why a message was sent. */
  onWhy: (message: Message) => void;
}

export function Conversation(props: Props) {
  const { thread, messages, customer, hasOlder, onOlder, onReach, history, outgoing, outgoingCount, onWhy } = props;
  const { id, call, createdAt } = thread;
  const line = useUnreadLine(thread, messages);
  const [keep] = useState(keepingChunks);
  const { legs, follower, past, more, next, load, reach: reachPast } = history;
  const seenTo = line?.seenTo;
  const firstNew = messages.find((m) => seenTo !== undefined && m.direction === 'inbound' && m.seq > seenTo);
  const lineLoaded = seenTo === undefined || (messages[0]?.seq ?? 0) <= seenTo + 1;
  // While older messages are missing, calls before them would stand in the wrong place.
  const from = hasOlder ? Date.parse(messages[0]?.sentAt ?? createdAt) : 0;
  const shownLegs = useMemo(() => legs.filter((leg) => Date.parse(leg.startedAt) >= from), [legs, from]);
  const chunks = useMemo(
    () => keep(streamOf(messages, { seenTo, legs: shownLegs })),
    [keep, messages, seenTo, shownLegs],
  );
  const mixed = useMemo(() => new Set(messages.map((m) => m.channel).filter(Boolean)).size > 1, [messages]);
  const draw = useCallback(
    (item: StreamItem) => (
      <Entry key={item.key} item={item} customer={customer} call={call} showChannel={mixed} onWhy={onWhy} />
    ),
    [call, customer, mixed, onWhy],
  );

  const { frame, toEnd, leaveEnd, older, loadingOlder, olderFailed, unseen, above, toAbove, away, newAbove } =
    useStickyScroll({
      messages,
      outgoingCount,
      firstNew: firstNew?.id,
      hasOlder: hasOlder || more,
      onOlder: hasOlder ? onOlder : load,
    });
  const { scroller, content, onScroll } = frame;
  const reach = useCallback(
    async (place: Place) => {
      if (place.threadId !== id) return reachPast(place);
      await onReach(place.seq);
      return true;
    },
    [id, onReach, reachPast],
  );
  const jump = useJump(scroller, reach, leaveEnd);

  const newBefore = line !== null && (newAbove || !lineLoaded);
  const toNew = () => {
    if (line) jump({ threadId: id, seq: lineLoaded && firstNew ? firstNew.seq : line.seenTo + 1 });
  };
  useCommands([
    {
      id: 'thread.unread',
      label: t('Jump to the first new message'),
      keys: 'shift+u',
      group: 'thread',
      run: toNew,
      enabled: line !== null,
    },
    { id: 'thread.newest', label: t('Jump to the newest message'), keys: 'shift+g', group: 'thread', run: toEnd },
  ]);

  return (
    <div className={css.frame}>
      <JumpTo value={jump}>
        <div
          ref={scroller}
          className={css.scroller}
          onScroll={onScroll}
          role="region"
          aria-label={t('Messages')}
          tabIndex={0}
        >
          <div ref={content} className={css.content}>
            {(hasOlder || more) && (
              <OlderButton
                onClick={older}
                loading={loadingOlder}
                failed={olderFailed}
                thread={!hasOlder && next?.kind === 'thread' ? next.at : null}
              />
            )}
            <PastPieces past={past} openedAt={createdAt} customer={customer} scroller={scroller} onWhy={onWhy} />
            {chunks.map((chunk) => (
              <Chunk key={chunk.key} chunk={chunk} scroller={scroller} customer={customer} draw={draw} />
            ))}
            {outgoingCount > 0 && <ol className={css.stream}>{outgoing}</ol>}
            {follower && <FollowingThread thread={follower} />}
          </div>
        </div>
      </JumpTo>
      {above > 0 ? (
        <button type="button" className={css.earlier} onClick={toAbove}>
          <IconArrowUp size={15} aria-hidden />
          {t('{{count}} earlier messages arrived', { count: above })}
        </button>
      ) : (
        newBefore && (
          <button type="button" className={css.earlier} onClick={toNew}>
            <IconArrowUp size={15} aria-hidden />
            {t('{{count}} unread: to the first', { count: line.count })}
          </button>
        )
      )}
      {unseen > 0 ? (
        <button type="button" className={css.pill} onClick={toEnd}>
          <IconArrowDown size={15} aria-hidden />
          {t('{{count}} new messages', { count: unseen })}
        </button>
      ) : (
        away && (
          <button type="button" className={css.newest} onClick={toEnd} aria-label={t('To the newest message')}>
            <IconArrowDown size={18} aria-hidden />
          </button>
        )
      )}
    </div>
  );
}
