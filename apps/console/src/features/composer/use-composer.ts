import type { DraftKind, Message } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { usersQuery, writingQuery } from '../../api/queries.ts';
import { attach, clearAttached, detach, putBackAttached, useAttached } from './attached-store.ts';
import { putBackDraft, readDraft, useDraft, useDraftsOf, writeDraft } from './drafts.ts';
import { mentionsIn } from './mentions-in.ts';
import { dropOutgoing, enqueue, hearOutgoing, sendAgain, useOutgoing } from './outgoing.ts';
import { canTakeBack, type Outgoing } from './outgoing-rules.ts';
import { useMode } from './modes.ts';

interface Input {
  threadId: string;
  customer: string;
  messages: readonly Message[];
  lastSeq: number;
  /** The hub's own message, as soon as it has answered. */
  onSent: (message: Message) => void;
  /** The hub knows better (window closed, resolved, stale): time to look again. */
  onRefused: () => void;
}

const isStale = ({ state, problem }: Outgoing) => state === 'failed' && problem?.type.endsWith('/stale-reply') === true;

/** Back to where it was written; what is already there stays below it. */
export function takeBack(o: Outgoing): void {
  dropOutgoing(o.clientId);
  putBackAttached(o.threadId, o.files);
  putBackDraft(o.threadId, o.kind, o.text);
}

/** Everything between the keyboard and the thread, for one thread. */
export function useComposer({ threadId, customer, messages, lastSeq, onSent, onRefused }: Input) {
  const [mode, setMode] = useMode(threadId);
  const kind: DraftKind = mode === 'note' ? 'note' : 'reply';
  const draft = useDraft(threadId, kind);
  const files = useAttached(threadId);
  const [leftOut, setLeftOut] = useState(0);
  const { data: users } = useQuery(usersQuery);
  const { data: settings } = useQuery(writingQuery);
  const every = useOutgoing();
  useDraftsOf(threadId);

  const handlers = useRef({ onSent, onRefused });
  useEffect(() => {
    handlers.current = { onSent, onRefused };
  });
  useEffect(
    () =>
      hearOutgoing(threadId, {
        onSent: (message) => handlers.current.onSent(message),
        onRefused: () => handlers.current.onRefused(),
      }),
    [threadId],
  );

  // The thread has them now, by answer or by event: whichever came first.
  const arrived = useMemo(() => new Set(messages.map((m) => m.clientId).filter(Boolean)), [messages]);
  const mine = every.filter((o) => o.threadId === threadId);
  const outgoing = mine.filter((o) => !arrived.has(o.clientId));
  const stale = outgoing.find(isStale) ?? null;
  const done = mine
    .filter((o) => arrived.has(o.clientId))
    .map((o) => o.clientId)
    .join(' ');
  useEffect(() => {
    if (done) for (const clientId of done.split(' ')) dropOutgoing(clientId);
  }, [done]);

  const write = useCallback((text: string) => writeDraft(threadId, kind, text), [threadId, kind]);

  /** Below the reply as it is by then: what is put into it may have taken its time. */
  const insert = useCallback(
    (text: string) => {
      const written = readDraft(threadId, 'reply');
      writeDraft(threadId, 'reply', written ? `${written.trimEnd()}\n${text}` : text);
    },
    [threadId],
  );

  const attached = {
    files,
    leftOut,
    add: (chosen: readonly File[]) => setLeftOut(attach(threadId, chosen)),
    remove: (key: string) => {
      setLeftOut(0);
      detach(threadId, key);
    },
    ready: files.every(({ id }) => id !== null),
  };

  const send = () => {
    const text = draft.trim();
    // Files wait beside a note until the reply they belong to.
    const going = kind === 'reply' ? files : [];
    if (going.length > 0 ? !attached.ready : !text) return;
    write('');
    setLeftOut(0);
    if (kind === 'reply') clearAttached(threadId);
    const now = Date.now();
    // Nobody but colleagues reads a note: there is nothing to take back.
    const holdMs = kind === 'reply' ? (settings?.undoSeconds ?? 5) * 1000 : 0;
    enqueue({
      clientId: crypto.randomUUID(),
      threadId,
      customer,
      text,
      kind,
      mentions: kind === 'note' ? mentionsIn(text, users ?? []) : [],
      files: going,
      at: new Date(now).toISOString(),
      lastSeenSeq: lastSeq,
      state: 'held',
      sendAt: now + holdMs,
      attempts: 0,
    });
  };

  /** Dropped or pasted: files go to the customer, never with a note. */
  const takeFiles = (chosen: readonly File[]) => {
    setMode('reply');
    attached.add(chosen);
  };

  const edit = (o: Outgoing) => {
    takeBack(o);
    setMode(o.kind);
  };

  return {
    threadId,
    mode,
    setMode,
    kind,
    draft,
    write,
    insert,
    send,
    attached,
    takeFiles,
    stale,
    outgoing: outgoing.filter((o) => o !== stale),
    /** The last one that can still be taken back. */
    undoable: outgoing.findLast((o) => o.state === 'held' && canTakeBack(o)) ?? null,
    retry: (o: Outgoing) => sendAgain(o.clientId),
    /** The agent has seen what came since, and means it all the same. */
    sendAnyway: (o: Outgoing) => sendAgain(o.clientId, { lastSeenSeq: lastSeq }),
    edit,
    discard: (o: Outgoing) => dropOutgoing(o.clientId),
  };
}
export type ComposerState = ReturnType<typeof useComposer>;
