import type { ThreadView } from '#libs/contracts';
import { useSyncExternalStore } from 'react';

/** What may be told of. */
export const noticeKinds = ['assigned', 'reply', 'unassigned', 'mention'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface NoticeSettings {
  /** By the browser, outside its window. */
  browser: Record<NoticeKind, boolean>;
  sound: Record<NoticeKind, boolean>;
  /** How many there are, in the tab's title. */
  title: boolean;
  /** Who and what, or only that there is something: others may see the screen. */
  words: boolean;
  /** Nothing while the console is before one's eyes. */
  quiet: boolean;
}

const each = (on: boolean): Record<NoticeKind, boolean> => ({ assigned: on, reply: on, unassigned: on, mention: on });
export const usual: NoticeSettings = {
  browser: each(false),
  sound: each(false),
  title: true,
  words: true,
  quiet: true,
};

/** What was kept, as far as it is understood; the usual for the rest. */
export function settingsFrom(kept: string | null): NoticeSettings {
  let read: Partial<Record<keyof NoticeSettings, unknown>> = {};
  try {
    read = { ...(JSON.parse(kept ?? '{}') as object) };
  } catch {
    // What another version has written, or a hand.
  }
  const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise);
  const flags = (value: unknown, otherwise: Record<NoticeKind, boolean>) => {
    const given = { ...(value as object) } as Partial<Record<NoticeKind, unknown>>;
    return Object.fromEntries(
      noticeKinds.map((kind) => [kind, flag(given[kind], otherwise[kind])]),
    ) as typeof otherwise;
  };
  return {
    browser: flags(read.browser, usual.browser),
    sound: flags(read.sound, usual.sound),
    title: flag(read.title, usual.title),
    words: flag(read.words, usual.words),
    quiet: flag(read.quiet, usual.quiet),
  };
}

/** On this device: what suits a desk does not suit a phone. */
const key = 'shiftline.notices';
const listeners = new Set<() => void>();
let settings = settingsFrom(globalThis.localStorage?.getItem(key) ?? null);

function publish(next: NoticeSettings) {
  settings = next;
  for (const listener of listeners) listener();
}

export function changeNotices(next: NoticeSettings): void {
  localStorage.setItem(key, JSON.stringify(next));
  publish(next);
}

const onStorage = (event: StorageEvent) => event.key === key && publish(settingsFrom(event.newValue));
const subscribe = (listener: () => void) => {
  if (listeners.size === 0) window.addEventListener('storage', onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', onStorage);
  };
};
export const noticeSettings = (): NoticeSettings => settings;
export const useNoticeSettings = (): NoticeSettings => useSyncExternalStore(subscribe, noticeSettings);

const mine: readonly ThreadView[] = ['mine'];
const mineAndUnassigned: readonly ThreadView[] = ['mine', 'unassigned'];

/** The views that have to be heard of for this, whichever is on the screen. */
export const viewsToHear = ({ browser, sound, title }: NoticeSettings): readonly ThreadView[] =>
  browser.unassigned || sound.unassigned || title ? mineAndUnassigned : mine;
