import { type Message } from '#libs/contracts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ProblemError } from '../../api/client.ts';
import { readDraft, writeDraft } from './drafts.ts';
import { useAttached } from './use-attached.ts';
import { dropOutgoing, type Outgoing, sendOutgoing, useOutgoing } from './outgoing.ts';

interface Input {
  threadId: string;
  messages: readonly Message[];
  lastSeq: number;
  /** The hub's own message, as soon as it has answered. */
  onSent: (message: Message) => void;
  /** The hub knows better (window closed, resolved, stale): time to look again. */
  onRefused: () => void;
}

const isStale = ({ state, problem }: Outgoing) => state === 'failed' && problem?.type.endsWith('/stale-reply') === true;

/** Everything between the keyboard and the thread, for one thread. */
export function useComposer({ threadId, messages, lastSeq, onSent, onRefused }: Input) {
  const [draft, setDraft] = useState(() => readDraft(threadId));
  const attached = useAttached();
  const every = useOutgoing();
  const arrived = useMemo(() => new Set(messages.map((m) => m.clientId).filter(Boolean)), [messages]);
  const mine = every.filter((o) => o.threadId === threadId);
  const outgoing = mine.filter((o) => !arrived.has(o.clientId));
  const stale = outgoing.find(isStale) ?? null;

  // The thread has them now, by answer or by event: whichever came first.
  const done = mine
    .filter((o) => arrived.has(o.clientId))
    .map((o) => o.clientId)
    .join(' ');
  useEffect(() => {
    if (done) for (const clientId of done.split(' ')) dropOutgoing(clientId);
  }, [done]);

  const write = useCallback(
    (text: string) => {
      setDraft(text);
      writeDraft(threadId, text);
    },
    [threadId],
  );

  /** The draft as it is by then: what is put into it may have taken its time. */
  const insert = useCallback(
    (text: string) => {
      const written = readDraft(threadId);
      write(written ? `${written.trimEnd()}\n${text}` : text);
    },
    [threadId, write],
  );

  const deliver = (o: Outgoing) => {
    sendOutgoing(o, lastSeq).then(onSent, (error: unknown) => {
      if (error instanceof ProblemError && !error.outcomeUnknown) onRefused();
    });
  };

  const send = (kind: Outgoing['kind']) => {
    const text = draft.trim();
    // Files wait beside a note until the reply they belong to.
    const files = kind === 'reply' ? attached.files : [];
    if (files.length > 0 ? !attached.ready : !text) return;
    write('');
    if (kind === 'reply') attached.clear();
    const at = new Date().toISOString();
    deliver({ clientId: crypto.randomUUID(), threadId, text, kind, files, at, state: 'sending' });
  };

  /** Back into the text box; what is already there stays below it. */
  const edit = (o: Outgoing) => {
    dropOutgoing(o.clientId);
    attached.putBack(o.files);
    write(draft ? `${o.text}\n${draft}` : o.text);
  };

  return {
    draft,
    write,
    insert,
    send,
    attached,
    stale,
    outgoing: outgoing.filter((o) => o !== stale),
    retry: deliver,
    edit,
    discard: (o: Outgoing) => dropOutgoing(o.clientId),
  };
}
