/** One row of the log of events, in the order of commit (`xid`, `id`): all that reports ever read. */
export interface LogEvent {
  xid: string;
  id: string;
  /** When it happened: earlier than it was recorded where a system reports late. */
  at: Date;
  kind: string;
  callId: string | null;
  threadId: string | null;
  contactId: string | null;
  data: Record<string, unknown>;
}

/** The episode that a call belongs to, where its beginning says so. */
export const episodeOf = ({ kind, data: { episodeId: id } }: LogEvent): string | null =>
  kind === 'call.started' && (typeof id === 'string' || typeof id === 'number') ? String(id) : null;

/** When something happened, and the event that says so. */
export interface Stamp {
  at: Date;
  event: string;
}

export const stampOf = ({ at, id }: LogEvent): Stamp => ({ at, event: id });
