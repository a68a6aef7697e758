import { type Attachment, type Message, statusLattice } from '#libs/contracts';

/** The loaded stretch of a thread: no gaps inside, and up to `lastSeq` nothing is missing at its end. */
export interface MessageLog {
  messages: Message[];
  lastSeq: number;
  /** There are messages before the first one loaded. */
  hasOlder: boolean;
}

const attachmentRank = { pending: 0, failed: 1, ready: 2 } as const;
const statusRank = (m: Message) => (m.status === 'received' ? 0 : statusLattice.indexOf(m.status));

/** Two tellings of one message: states only rise, so an answer that was overtaken by an event takes nothing back. */
export function newerOf(known: Message, told: Message): Message {
  const attachments = told.attachments.map((a) => {
    const before = known.attachments.find((b) => b.id === a.id);
    return before && attachmentRank[before.status] > attachmentRank[a.status] ? before : a;
  });
  const fallsBack = statusRank(known) > statusRank(told);
  return { ...told, attachments, ...(fallsBack && { status: known.status, error: known.error ?? told.error }) };
}

export function replaceMessage(log: MessageLog, told: Message): MessageLog {
  const at = log.messages.findIndex((m) => m.seq === told.seq);
  const known = log.messages[at];
  return known ? { ...log, messages: log.messages.with(at, newerOf(known, told)) } : log;
}

/** An attachment as an answer of the hub tells it, ahead of the event about its message. */
export function replaceAttachment(log: MessageLog, told: Attachment): MessageLog {
  const within = (m: Message) => m.attachments.some(({ id }) => id === told.id);
  const replaced = (m: Message) => ({ ...m, attachments: m.attachments.map((a) => (a.id === told.id ? told : a)) });
  return { ...log, messages: log.messages.map((m) => (within(m) ? replaced(m) : m)) };
}

/** A new message: the next one is applied, one that is there refreshes itself, and beyond the next one is a gap. */
export function applyMessage(log: MessageLog, told: Message): { log: MessageLog; gap: boolean; added: boolean } {
  if (told.seq <= log.lastSeq) return { log: replaceMessage(log, told), gap: false, added: false };
  if (told.seq > log.lastSeq + 1) return { log, gap: true, added: false };
  return { log: { ...log, messages: [...log.messages, told], lastSeq: told.seq }, gap: false, added: true };
}

/** Several at once, such as everything missed while away. */
export function applyMessages(
  log: MessageLog,
  told: readonly Message[],
): { log: MessageLog; gap: boolean; added: Message[] } {
  let gap = false;
  const added: Message[] = [];
  for (const message of [...told].sort((a, b) => a.seq - b.seq)) {
    const next = applyMessage(log, message);
    log = next.log;
    gap ||= next.gap;
    if (next.added) added.push(message);
  }
  return { log, gap, added };
}

/** An older page put in front; only where it joins without a gap. */
export function prependOlder(log: MessageLog, older: readonly Message[], hasOlder: boolean): MessageLog {
  const first = log.messages[0]?.seq ?? log.lastSeq + 1;
  const before = older.filter((m) => m.seq < first).sort((a, b) => a.seq - b.seq);
  if (before.length > 0 && before.at(-1)?.seq !== first - 1) return log;
  return { ...log, messages: [...before, ...log.messages], hasOlder: hasOlder && before.length > 0 };
}
