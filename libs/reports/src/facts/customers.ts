import { episodeOf, type LogEvent } from './log-event.js';

export interface Subject {
  kind: 'call' | 'thread';
  id: string;
  contactId: string | null;
  /** Of a call whose beginning has been heard. */
  episodeId: string | null;
}

/**
 * Whose a call or a thread is, by what the log says: the contact it began with, through all merges since. A caller without a
 * number is a customer of one episode until a thread names somebody. The calls of an episode are always of one customer.
 */
export class Customers {
  private readonly subjects = new Map<string, Subject>();
  private readonly callsOf = new Map<string, Set<string>>();
  private readonly mergedInto = new Map<string, string>();
  /** What this log has changed, to be written. */
  readonly changedSubjects = new Set<Subject>();
  readonly changedMerges = new Map<string, string | null>();

  constructor(subjects: readonly Subject[], merges: readonly { contactId: string; mergedInto: string }[]) {
    for (const subject of subjects) this.keep(subject);
    for (const { contactId, mergedInto } of merges) this.mergedInto.set(contactId, mergedInto);
  }

  /** Takes in what an event says of who is who; answers the customer it is about, null where it is about none. */
  hear(event: LogEvent): string | null {
    const { kind, callId, threadId, contactId, data } = event;
    if (kind === 'contact.merged') return this.merge(String(data.mergedId), String(data.keptId));
    if (kind === 'contact.merge_undone') return this.part(String(data.mergedId), data);
    if (threadId) this.know('thread', threadId, contactId);
    if (callId) this.know('call', callId, contactId, episodeOf(event));
    return threadId ? this.of('thread', threadId) : callId ? this.of('call', callId) : null;
  }

  of(kind: Subject['kind'], id: string): string {
    const { contactId, episodeId } = this.subjects.get(keyOf(kind, id)) ?? {};
    if (contactId) return this.root(contactId);
    return episodeId ? `episode:${episodeId}` : `${kind}:${id}`;
  }

  contactOfCall(id: string): string | null {
    const contactId = this.subjects.get(keyOf('call', id))?.contactId;
    return contactId ? this.root(contactId) : null;
  }

  root(contactId: string): string {
    const seen = new Set<string>();
    let at = contactId;
    for (let next = this.mergedInto.get(at); next && !seen.has(next); next = this.mergedInto.get(at)) {
      seen.add(next);
      at = next;
    }
    return at;
  }

  private know(kind: Subject['kind'], id: string, contactId: string | null, episodeId: string | null = null): void {
    const known = this.subjects.get(keyOf(kind, id));
    const episode = known?.episodeId ?? episodeId;
    const others = this.episodeOf(episode).filter((other) => other.id !== id);
    const whose = others.find((other) => other.contactId)?.contactId ?? known?.contactId ?? contactId;
    for (const other of others) if (other.contactId !== whose) this.put({ ...other, contactId: whose });
    if (known && known.contactId === whose && known.episodeId === episode) return;
    this.put({ kind, id, contactId: whose, episodeId: episode });
  }

  private episodeOf(episodeId: string | null): Subject[] {
    const ids = episodeId === null ? [] : [...(this.callsOf.get(episodeId) ?? [])];
    return ids.map((id) => this.subjects.get(keyOf('call', id))!);
  }

  private keep(subject: Subject): void {
    const { kind, id, episodeId } = subject;
    this.subjects.set(keyOf(kind, id), subject);
    if (episodeId) this.callsOf.set(episodeId, (this.callsOf.get(episodeId) ?? new Set()).add(id));
  }

  private put(subject: Subject): void {
    this.keep(subject);
    this.changedSubjects.add(subject);
  }

  private merge(mergedId: string, keptId: string): string {
    if (this.root(keptId) !== mergedId) this.setMerge(mergedId, keptId);
    return this.root(keptId);
  }

  private part(mergedId: string, { calls, threads }: Record<string, unknown>): string {
    this.setMerge(mergedId, null);
    const ids = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
    for (const id of ids(calls)) {
      const { episodeId = null } = this.subjects.get(keyOf('call', id)) ?? {};
      const together = this.episodeOf(episodeId);
      // An episode goes where its first call goes.
      if (together.some((other) => BigInt(other.id) < BigInt(id))) continue;
      this.put({ kind: 'call', id, contactId: mergedId, episodeId });
      for (const other of together) this.put({ ...other, contactId: mergedId });
    }
    for (const id of ids(threads)) this.put({ kind: 'thread', id, contactId: mergedId, episodeId: null });
    return mergedId;
  }

  private setMerge(contactId: string, into: string | null): void {
    if (into) this.mergedInto.set(contactId, into);
    else this.mergedInto.delete(contactId);
    this.changedMerges.set(contactId, into);
  }
}

const keyOf = (kind: string, id: string) => `${kind}:${id}`;
