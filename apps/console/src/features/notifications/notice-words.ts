import { t } from '../../text/t.ts';
import type { NoticeKind } from './notice-settings.ts';

/** Heads a notice. */
export const noticeTitles: Record<NoticeKind, string> = {
  assigned: t('Assigned to you'),
  reply: t('New message'),
  unassigned: t('Nobody has it yet'),
  mention: t('You were mentioned'),
};

/** As a choice. */
export const noticeChoices: Record<NoticeKind, string> = {
  assigned: t('A thread is given to me'),
  reply: t('A customer writes in a thread of mine'),
  unassigned: t('A thread comes in that nobody has'),
  mention: t('A colleague mentions me in a note'),
};
