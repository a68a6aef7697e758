export interface Colleague {
  userId: string;
  name: string;
}

interface Seen extends Colleague {
  viewingUntil: number;
  typingUntil: number;
}

const viewingMs = 30_000;
const typingMs = 5000;

/** Who has a thread open and who is typing in it, a tab each; forgotten by itself when a browser stops saying so. */
export class Presence {
  private readonly threads = new Map<string, Map<string, Seen>>();

  note(threadId: string, socketId: string, who: Colleague, kind: 'viewing' | 'typing', now: number): void {
    const seen = this.threads.get(threadId) ?? new Map<string, Seen>();
    this.threads.set(threadId, seen);
    const before = seen.get(socketId);
    seen.set(socketId, {
      ...who,
      viewingUntil: now + viewingMs,
      typingUntil: kind === 'typing' ? now + typingMs : (before?.typingUntil ?? 0),
    });
  }

  /** False: nobody knew of them. */
  leave(threadId: string, socketId: string): boolean {
    const seen = this.threads.get(threadId);
    const left = seen?.delete(socketId) ?? false;
    if (seen?.size === 0) this.threads.delete(threadId);
    return left;
  }

  /** Of somebody who is there already. */
  name(threadId: string, socketId: string, userId: string): string | undefined {
    const seen = this.threads.get(threadId)?.get(socketId);
    return seen?.userId === userId ? seen.name : undefined;
  }

  of(threadId: string, now: number): { viewing: string[]; typing: string[] } {
    const seen = [...(this.threads.get(threadId)?.values() ?? [])];
    // Somebody with two tabs is one person.
    const names = (until: (s: Seen) => number) => [
      ...new Map(seen.filter((s) => until(s) > now).map((s) => [s.userId, s.name])).values(),
    ];
    return { viewing: names((s) => s.viewingUntil), typing: names((s) => s.typingUntil) };
  }

  /** Forgets who is no longer heard of; the threads they were in. */
  forget(now: number): string[] {
    const left: string[] = [];
    for (const [threadId, seen] of this.threads) {
      const gone = [...seen].filter(([, { viewingUntil }]) => viewingUntil <= now);
      for (const [socketId] of gone) this.leave(threadId, socketId);
      if (gone.length > 0) left.push(threadId);
    }
    return left;
  }
}
