interface Seen {
  name: string;
  viewingUntil: number;
  typingUntil: number;
}

const viewingMs = 30_000;
const typingMs = 5000;

/** Who has a thread open and who is typing in it; forgotten by itself when a browser stops saying so. */
export class Presence {
  private readonly threads = new Map<string, Map<string, Seen>>();

  note(threadId: string, userId: string, name: string, kind: 'viewing' | 'typing', now: number): void {
    const seen = this.threads.get(threadId) ?? new Map<string, Seen>();
    this.threads.set(threadId, seen);
    const before = seen.get(userId);
    seen.set(userId, {
      name,
      viewingUntil: now + viewingMs,
      typingUntil: kind === 'typing' ? now + typingMs : (before?.typingUntil ?? 0),
    });
  }

  leave(threadId: string, userId: string): void {
    this.threads.get(threadId)?.delete(userId);
  }

  of(threadId: string, now: number): { viewing: string[]; typing: string[] } {
    const seen = [...(this.threads.get(threadId)?.entries() ?? [])];
    for (const [userId, { viewingUntil }] of seen) if (viewingUntil <= now) this.leave(threadId, userId);
    if (this.threads.get(threadId)?.size === 0) this.threads.delete(threadId);
    const names = (until: (s: Seen) => number) => seen.filter(([, s]) => until(s) > now).map(([, s]) => s.name);
    return { viewing: names((s) => s.viewingUntil), typing: names((s) => s.typingUntil) };
  }
}
