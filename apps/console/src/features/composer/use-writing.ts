import { useEffect } from 'react';
import { forgetAttached } from './attached-store.ts';
import { forgetDrafts, keepDrafts, startDrafts } from './drafts.ts';
import { forgetOutgoing, startOutgoing, unsentAfterTrying } from './outgoing.ts';

/** What agents write, for as long as one is signed in, whatever is on the screen. */
export function useWriting(userId: string | undefined) {
  useEffect(() => {
    if (userId === undefined) return;
    const stops = [startOutgoing(userId), startDrafts()];
    return () => stops.forEach((stop) => stop());
  }, [userId]);
  return {
    /** Sends what can still go; answers how much could not. */
    finish: async () => {
      await keepDrafts();
      return unsentAfterTrying();
    },
    forget: () => {
      forgetDrafts();
      forgetAttached();
      forgetOutgoing();
    },
  };
}
