import '@mantine/core/styles/Drawer.css';
import type { Attachment, Message, Thread } from '#libs/contracts';
import { Drawer } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { t } from '../text/t.ts';
import { threadQuery } from '../api/queries.ts';
import { AssignControl } from '../features/assign/assign-control.tsx';
import { Composer } from '../features/composer/composer.tsx';
import { OutgoingBubbles } from '../features/composer/outgoing-bubble.tsx';
import { FileDrop } from '../features/composer/file-drop.tsx';
import { StaleReplyDialog } from '../features/composer/stale-reply-dialog.tsx';
import { useComposer } from '../features/composer/use-composer.ts';
import { ConsentFlag } from '../features/consent/consent-flag.tsx';
import { WhyPanel } from '../features/consent/why-panel.tsx';
import { DetailsPanel } from '../features/details/details-panel.tsx';
import { useWork } from '../features/lifecycle/use-work.ts';
import { WorkActions } from '../features/lifecycle/work-actions.tsx';
import { WorkFacts } from '../features/lifecycle/work-facts.tsx';
import { PresenceLine } from '../features/presence/presence-line.tsx';
import { useReadingsLive } from '../features/readings/use-readings-live.ts';
import { TemplatePicker } from '../features/templates/template-picker.tsx';
import { useAnnouncer } from '../features/thread/announcer.tsx';
import { Conversation } from '../features/thread/conversation.tsx';
import { ConversationSkeleton } from '../features/thread/conversation-skeleton.tsx';
import { ThreadHeader } from '../features/thread/thread-header.tsx';
import { useHistory } from '../features/thread/use-history.ts';
import { useMarkRead } from '../features/thread/use-mark-read.ts';
import { useMessages } from '../features/thread/use-messages.ts';
import { personOf } from '../text/words.ts';
import { useCommands } from '../ui/commands.ts';
import { usePageTitle } from '../ui/page-title.ts';
import { ErrorState } from '../ui/states.tsx';
import css from './open-thread.module.css';
import { ThreadPhotos } from './thread-photos.tsx';
import { ThreadSide } from './thread-side.tsx';

const none: Message[] = [];
/** The hub tells a thread's summary right after its message; where that is lost, it is asked for. */
const summaryPatience = 1_500;

export function OpenThread({ thread }: { thread: Thread }) {
  const { id } = thread;
  const client = useQueryClient();
  const customer = personOf(thread.contact);
  const announcer = useAnnouncer(customer);
  const log = useMessages(id, announcer.announce);
  const messages = log.data?.messages ?? none;
  const past = useHistory(thread.contact.id, thread);
  const said = useMemo(() => [...past.messages, ...messages], [past.messages, messages]);
  const { acceptPhoto } = log;
  const { acceptPhoto: acceptPastPhoto } = past;
  const onTurned = useCallback(
    (photo: Attachment) => {
      acceptPhoto(photo);
      acceptPastPhoto(photo);
    },
    [acceptPhoto, acceptPastPhoto],
  );
  const lastSeq = log.data?.lastSeq ?? 0;
  const reload = useCallback(() => void client.invalidateQueries({ queryKey: threadQuery(id).queryKey }), [client, id]);
  const { resync } = log;
  const onRefused = useCallback(() => {
    resync();
    reload();
  }, [resync, reload]);
  const composer = useComposer({ threadId: id, customer, messages, lastSeq, onSent: log.accept, onRefused });
  const work = useWork(thread);
  const [detailsOpen, details] = useDisclosure(false);
  const [asked, ask] = useState<Message | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  useReadingsLive(messages, thread.contact.id);
  useMarkRead(thread, lastSeq);
  usePageTitle(customer, thread.unreadCount);

  const behind = lastSeq > thread.lastSeq;
  useEffect(() => {
    if (!behind) return;
    const timer = setTimeout(reload, summaryPatience);
    return () => clearTimeout(timer);
  }, [behind, reload]);

  // In one column the list is gone: the reader is taken to the conversation. Beside the list they stay in it.
  useEffect(() => {
    if (window.matchMedia('(max-width: 719px)').matches) heading.current?.focus();
  }, []);

  const aside = useRef<HTMLElement>(null);
  const { open: openDetails } = details;
  const showDetails = () => (window.matchMedia('(min-width: 1280px)').matches ? aside.current?.focus() : openDetails());
  useCommands([
    { id: 'thread.details', label: t('Show the call and the contact'), keys: 'i', group: 'thread', run: showDetails },
  ]);
  const backToList = () => document.querySelector<HTMLElement>(`[data-thread-row='${CSS.escape(id)}']`)?.focus();
  useHotkeys([['Escape', backToList]]);

  return (
    <ThreadPhotos
      thread={thread}
      messages={said}
      hasOlder={log.data?.hasOlder ?? false}
      onOlder={log.loadOlder}
      onTurned={onTurned}
    >
      <div className={css.columns}>
        <FileDrop thread={thread} composer={composer} className={css.conversation}>
          <ThreadHeader
            thread={thread}
            headingRef={heading}
            presence={<PresenceLine threadId={id} />}
            assign={<AssignControl thread={thread} />}
            facts={<WorkFacts thread={thread} />}
            work={<WorkActions thread={thread} />}
            onDetails={details.open}
          />
          {log.isPending && <ConversationSkeleton />}
          {log.isError && !log.data && (
            <div className={css.error}>
              <ErrorState title={t('The messages didn’t load')} error={log.error} onRetry={() => void log.refetch()} />
            </div>
          )}
          {log.data && (
            <Conversation
              thread={thread}
              messages={messages}
              customer={customer}
              hasOlder={log.data.hasOlder}
              onOlder={log.loadOlder}
              onReach={log.reach}
              history={past}
              outgoingCount={composer.outgoing.length}
              onWhy={ask}
              outgoing={<OutgoingBubbles composer={composer} onEdit={() => input.current?.focus()} />}
            />
          )}
          {announcer.region}
          {thread.flaggedSeq !== null && (
            <ConsentFlag
              key={thread.flaggedSeq}
              threadId={id}
              seq={thread.flaggedSeq}
              text={messages.find((m) => m.seq === thread.flaggedSeq)?.text ?? null}
              onDecided={reload}
            />
          )}
          <Composer
            thread={thread}
            composer={composer}
            onReopen={() => work.mutate({ to: 'reopen' })}
            reopening={work.isPending}
            inputRef={input}
            templates={<TemplatePicker thread={thread} lastSeq={lastSeq} onSent={log.accept} onRefused={onRefused} />}
          />
        </FileDrop>
        <aside ref={aside} aria-label={t('Details')} className={css.details} tabIndex={0}>
          <DetailsPanel thread={thread}>
            <ThreadSide thread={thread} />
          </DetailsPanel>
        </aside>
        <Drawer
          opened={detailsOpen}
          onClose={details.close}
          position="right"
          size={360}
          title={t('Details')}
          closeButtonProps={{ 'aria-label': t('Close details') }}
          padding={0}
          classNames={{ header: css.drawerHead }}
        >
          <DetailsPanel thread={thread}>
            <ThreadSide thread={thread} />
          </DetailsPanel>
        </Drawer>
        <WhyPanel message={asked} onClose={() => ask(null)} />
        <StaleReplyDialog
          text={composer.stale?.text ?? null}
          onSend={() => composer.stale && composer.sendAnyway(composer.stale)}
          onBack={() => composer.stale && composer.edit(composer.stale)}
        />
      </div>
    </ThreadPhotos>
  );
}
