import type { Message, Thread } from '#libs/contracts';
import { Drawer } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { t } from '../text/t.ts';
import { threadQuery } from '../api/queries.ts';
import { Composer } from '../features/composer/composer.tsx';
import { OutgoingBubble } from '../features/composer/outgoing-bubble.tsx';
import { StaleReplyDialog } from '../features/composer/stale-reply-dialog.tsx';
import { useComposer } from '../features/composer/use-composer.ts';
import { ContactHistory } from '../features/contact/contact-history.tsx';
import { ConsentFlag } from '../features/consent/consent-flag.tsx';
import { ConsentLines } from '../features/consent/consent-lines.tsx';
import { WhyPanel } from '../features/consent/why-panel.tsx';
import { DetailsPanel } from '../features/details/details-panel.tsx';
import { useWork } from '../features/lifecycle/use-work.ts';
import { WorkActions } from '../features/lifecycle/work-actions.tsx';
import { WorkFacts } from '../features/lifecycle/work-facts.tsx';
import { PresenceLine } from '../features/presence/presence-line.tsx';
import { useReadingsLive } from '../features/readings/use-readings-live.ts';
import { ThreadReadings } from '../features/readings/thread-readings.tsx';
import { TemplatePicker } from '../features/templates/template-picker.tsx';
import { useAnnouncer } from '../features/thread/announcer.tsx';
import { Conversation } from '../features/thread/conversation.tsx';
import { ConversationSkeleton } from '../features/thread/conversation-skeleton.tsx';
import { ThreadHeader } from '../features/thread/thread-header.tsx';
import { useMarkRead } from '../features/thread/use-mark-read.ts';
import { useMessages } from '../features/thread/use-messages.ts';
import { personOf } from '../text/words.ts';
import { usePageTitle } from '../ui/page-title.ts';
import { useShortcutsEnabled } from '../ui/shortcuts.ts';
import { ErrorState } from '../ui/states.tsx';
import css from './open-thread.module.css';
import { ThreadPhotos } from './thread-photos.tsx';

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
  const lastSeq = log.data?.lastSeq ?? 0;
  const reload = useCallback(() => void client.invalidateQueries({ queryKey: threadQuery(id).queryKey }), [client, id]);
  const { resync } = log;
  const onRefused = useCallback(() => {
    resync();
    reload();
  }, [resync, reload]);
  const composer = useComposer({ threadId: id, messages, lastSeq, onSent: log.accept, onRefused });
  const work = useWork(thread);
  const [detailsOpen, details] = useDisclosure(false);
  const events = messages.filter((message) => message.type === 'event').length;
  const history = <ContactHistory contactId={thread.contact.id} threadId={id} events={events} />;
  const readings = <ThreadReadings threadId={id} contactId={thread.contact.id} />;
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

  const shortcuts = useShortcutsEnabled();
  const backToList = () => document.querySelector<HTMLElement>(`[data-thread-row='${CSS.escape(id)}']`)?.focus();
  useHotkeys(
    shortcuts
      ? [
          ['r', () => input.current?.focus()],
          ['Escape', backToList],
        ]
      : [['Escape', backToList]],
  );

  return (
    <ThreadPhotos
      thread={thread}
      messages={messages}
      hasOlder={log.data?.hasOlder ?? false}
      onOlder={log.loadOlder}
      onTurned={log.acceptPhoto}
    >
      <div className={css.columns}>
        <section aria-label={t('Conversation')} className={css.conversation}>
          <ThreadHeader
            thread={thread}
            headingRef={heading}
            presence={<PresenceLine threadId={id} />}
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
              messages={messages}
              customer={customer}
              call={thread.call}
              hasOlder={log.data.hasOlder}
              onOlder={log.loadOlder}
              outgoingCount={composer.outgoing.length}
              onWhy={ask}
              outgoing={composer.outgoing.map((o) => (
                <OutgoingBubble
                  key={o.clientId}
                  outgoing={o}
                  onRetry={() => composer.retry(o)}
                  onEdit={() => {
                    composer.edit(o);
                    input.current?.focus();
                  }}
                  onDiscard={() => composer.discard(o)}
                />
              ))}
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
            draft={composer.draft}
            attached={composer.attached}
            onWrite={composer.write}
            onInsert={composer.insert}
            onSend={composer.send}
            onReopen={() => work.mutate({ to: 'reopen' })}
            reopening={work.isPending}
            inputRef={input}
            templates={<TemplatePicker thread={thread} lastSeq={lastSeq} onSent={log.accept} onRefused={onRefused} />}
          />
        </section>
        <aside aria-label={t('Details')} className={css.details} tabIndex={0}>
          <DetailsPanel thread={thread}>
            {readings}
            <ConsentLines thread={thread} />
            {history}
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
            {readings}
            <ConsentLines thread={thread} />
            {history}
          </DetailsPanel>
        </Drawer>
        <WhyPanel message={asked} onClose={() => ask(null)} />
        <StaleReplyDialog
          text={composer.stale?.text ?? null}
          onSend={() => composer.stale && composer.retry(composer.stale)}
          onBack={() => composer.stale && composer.edit(composer.stale)}
        />
      </div>
    </ThreadPhotos>
  );
}
