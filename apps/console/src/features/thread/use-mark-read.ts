import { api, type Thread } from '#libs/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../api/client.ts';
import { useMe } from '../../api/queries.ts';
import { learn } from '../../api/thread-summaries.ts';

const looking = () => document.visibilityState === 'visible' && document.hasFocus();

export function useLooking(): boolean {
  const [is, setIs] = useState(looking);
  useEffect(() => {
    const update = () => setIs(looking());
    const events = ['focus', 'blur', 'pointerdown'] as const;
    for (const name of events) window.addEventListener(name, update);
    document.addEventListener('visibilitychange', update);
    return () => {
      for (const name of events) window.removeEventListener(name, update);
      document.removeEventListener('visibilitychange', update);
    };
  }, []);
  return is;
}

/** Says that all was seen, once somebody has really had it in front of them for a moment. */
export function useMarkRead(thread: Thread, lastSeq: number): void {
  const client = useQueryClient();
  const me = useMe().id;
  const isLooking = useLooking();
  const { id, unreadCount } = thread;
  useEffect(() => {
    if (!isLooking || unreadCount === 0 || lastSeq === 0) return;
    const timer = setTimeout(() => {
      call(api.readThread, { params: { id }, body: { seq: lastSeq } }).then(
        (summary) => learn(client, summary, me),
        // The badge stays: the next message or glance tries again.
        () => undefined,
      );
    }, 600);
    return () => clearTimeout(timer);
  }, [client, id, isLooking, lastSeq, me, unreadCount]);
}
