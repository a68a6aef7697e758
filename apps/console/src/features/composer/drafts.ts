/** What was being written in each thread: survives a change of thread and a reload, not a sign-out. */
const keyOf = (threadId: string) => `shiftline.draft.${threadId}`;

export const readDraft = (threadId: string): string => sessionStorage.getItem(keyOf(threadId)) ?? '';

export function writeDraft(threadId: string, text: string): void {
  if (text) sessionStorage.setItem(keyOf(threadId), text);
  else sessionStorage.removeItem(keyOf(threadId));
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(keyOf(''))) sessionStorage.removeItem(key);
}
