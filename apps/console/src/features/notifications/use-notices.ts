import type { Mention, ThreadSummary } from '#libs/contracts';
import { useEffect, useEffectEvent } from 'react';
import { useMe } from '../../api/queries.ts';
import { socket } from '../../api/socket.ts';
import { knownVersion } from '../../api/thread-summaries.ts';
import { t } from '../../text/t.ts';
import { personOf, previewOf } from '../../text/words.ts';
import { setTitleNotice } from '../../ui/page-title.ts';
import { claim } from './claim.ts';
import { type Before, noticeOf } from './notice-rule.ts';
import { type NoticeKind, noticeSettings } from './notice-settings.ts';
import { noticeTitles } from './notice-words.ts';
import { ring } from './ring.ts';

interface Notice {
  kind: NoticeKind;
  threadId: string;
  /** Told once, whatever tab and whatever repeats it. */
  name: string;
  who: string;
  words: string;
}

const remembered = 5_000;

/**
 * Tells of what happens while one looks elsewhere, as one has set it up on this device. Called before whatever else
 * hears of threads: it compares with what was known.
 */
export function useNotices(onOpen: (threadId: string) => void): void {
  const me = useMe().id;
  const open = useEffectEvent(onOpen);

  const tell = useEffectEvent(async ({ kind, threadId, name, who, words }: Notice) => {
    const settings = noticeSettings();
    const visible = document.visibilityState === 'visible';
    if (!(await claim(name, visible)) || (visible && settings.quiet)) return;
    if (settings.title && !visible) setTitleNotice((count) => count + 1);
    if (settings.sound[kind]) ring();
    if (!settings.browser[kind] || !('Notification' in window) || Notification.permission !== 'granted') return;
    const notice = new Notification(settings.words ? `${noticeTitles[kind]}: ${who}` : noticeTitles[kind], {
      ...(settings.words && { body: words }),
      // A later notice of the same thread takes the place of the earlier one.
      tag: `shiftline-${threadId}`,
    });
    notice.addEventListener('click', () => {
      window.focus();
      notice.close();
      open(threadId);
    });
  });

  useEffect(() => {
    const before = new Map<string, Before>();
    const onUpdated = (summary: ThreadSummary) => {
      const { id, status, assignee, lastSeq, version } = summary;
      const kind = noticeOf(before.get(id), summary, { me, at: Date.now() });
      if (before.size >= remembered) before.clear();
      before.set(id, { status, assignee, lastSeq });
      // Its answer was here before its event: one's own doing.
      if (!kind || (kind !== 'reply' && knownVersion(id) >= version)) return;
      const words = summary.lastMessage ? previewOf(summary.lastMessage.type, summary.lastMessage.text) : '';
      void tell({
        kind,
        threadId: id,
        name: `${kind} ${id} ${lastSeq} ${assignee?.id}`,
        who: personOf(summary.contact),
        words,
      });
    };
    const onMention = (mention: Mention) =>
      void tell({
        kind: 'mention',
        threadId: mention.threadId,
        name: `mention ${mention.id}`,
        who: mention.by ?? t('A colleague'),
        words: mention.text ?? '',
      });
    const onVisible = () => document.visibilityState === 'visible' && setTitleNotice(() => 0);
    socket.on('thread.updated', onUpdated).on('mention.created', onMention);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      socket.off('thread.updated', onUpdated).off('mention.created', onMention);
      document.removeEventListener('visibilitychange', onVisible);
      setTitleNotice(() => 0);
    };
  }, [me]);
}
