import { useSyncExternalStore } from 'react';
import { wordsOf } from '../../api/client.ts';
import { uploadFile } from '../../api/upload.ts';

/** A file beside a reply that is being written. */
export interface Attached {
  key: string;
  name: string;
  /** The hub's, once it is there. */
  id: string | null;
  /** From 0 to 1. */
  progress: number;
  thumbnailUrl: string | null;
  /** Why it cannot be sent. */
  problem: string | null;
}

export const mostFiles = 10;
export const accepted = 'image/jpeg,image/png,image/webp,application/pdf,audio/*,video/mp4,video/3gpp';

const none: readonly Attached[] = [];
const keyOf = (threadId: string) => `shiftline.files.${threadId}`;
const byThread = new Map<string, readonly Attached[]>();
const uploads = new Map<string, AbortController>();
const listeners = new Set<() => void>();

/** The files of each thread's reply: kept while the agent is elsewhere, and over a reload as soon as they are uploaded. */
export function attachedTo(threadId: string): readonly Attached[] {
  const known = byThread.get(threadId);
  if (known) return known;
  const kept = sessionStorage.getItem(keyOf(threadId));
  const files = kept ? (JSON.parse(kept) as Attached[]) : none;
  byThread.set(threadId, files);
  return files;
}

function set(threadId: string, files: readonly Attached[]) {
  byThread.set(threadId, files);
  const there = files.filter(({ id }) => id !== null);
  if (there.length > 0) sessionStorage.setItem(keyOf(threadId), JSON.stringify(there));
  else sessionStorage.removeItem(keyOf(threadId));
  for (const listener of listeners) listener();
}

const change = (threadId: string, key: string, fields: Partial<Attached>) =>
  set(
    threadId,
    attachedTo(threadId).map((file) => (file.key === key ? { ...file, ...fields } : file)),
  );

/** Uploads at once, one beside the other. Those beyond the most are left out; answers how many. */
export function attach(threadId: string, chosen: readonly File[]): number {
  const room = Math.max(0, mostFiles - attachedTo(threadId).length);
  for (const file of chosen.slice(0, room)) {
    const key = crypto.randomUUID();
    const upload = new AbortController();
    uploads.set(key, upload);
    const fresh = { key, name: file.name, id: null, progress: 0, thumbnailUrl: null, problem: null };
    set(threadId, [...attachedTo(threadId), fresh]);
    uploadFile(file, (progress) => change(threadId, key, { progress }), upload.signal).then(
      ({ id, thumbnailUrl }) => change(threadId, key, { id, thumbnailUrl, progress: 1 }),
      (error: unknown) => change(threadId, key, { problem: wordsOf(error) }),
    );
  }
  return Math.max(0, chosen.length - room);
}

export function detach(threadId: string, key: string): void {
  uploads.get(key)?.abort();
  const left = attachedTo(threadId).filter((file) => file.key !== key);
  set(threadId, left.length > 0 ? left : none);
}

export const clearAttached = (threadId: string): void => set(threadId, none);

/** Of a reply that is written once more. */
export function putBackAttached(threadId: string, back: readonly Attached[]): void {
  if (back.length > 0) set(threadId, [...back, ...attachedTo(threadId)]);
}

export function forgetAttached(): void {
  byThread.clear();
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(keyOf(''))) sessionStorage.removeItem(key);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useAttached = (threadId: string): readonly Attached[] =>
  useSyncExternalStore(subscribe, () => attachedTo(threadId));
