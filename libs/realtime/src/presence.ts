interface Seen {
  name: string;
  viewingUntil: number;
  typingUntil: number;
}

const viewingMs = 30_000;
const typingMs = 5000;

/** Who has a thread open and who is typing in it, a tab each; forgotten by itself when a browser stops saying so. */
export class Presence {
  private readonly threads = new Map<string, Map<string, Seen>>();

  note(threadId: string, socketId: string, name: string, kind: 'viewing' | 'typing', now: number): void {
    const seen = this.threads.get(threadId) ?? new Map<string, Seen>();
    this.threads.set(threadId, seen);
    const before = seen.get(socketId);
    seen.set(socketId, {
      name,
      viewingUntil: now + viewingMs,
      typingUntil: kind === 'typing' ? now + typingMs : (before?.typingUntil ?? 0),
    });
  }

  leave(threadId: string, socketId: string): void {
    this.threads.get(threadId)?.delete(socketId);
  }

  of(threadId: string, now: number): { viewing: string[]; typing: string[] } {
    const seen = [...(this.threads.get(threadId)?.entries() ?? [])];
    for (const [socketId, { viewingUntil }] of seen) if (viewingUntil <= now) this.leave(threadId, socketId);
    if (this.threads.get(threadId)?.size === 0) this.threads.delete(threadId);
    // Somebody with two tabs is one person.
    const names = (until: (s: Seen) => number) => [
      ...new Set(seen.filter(([, s]) => until(s) > now).map(([, s]) => s.name)),
    ];
    return { viewing: names((s) => s.viewingUntil), typing: names((s) => s.typingUntil) };
  }
}
