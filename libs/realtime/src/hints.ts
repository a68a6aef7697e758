import { z } from 'zod';
import { DraftKind, Id, Seq } from '#libs/contracts';
import type { DraftPlace, MessagePlace, Placed } from '#libs/messaging';

export type PresenceKind = 'viewing' | 'typing' | 'left';

const most = 10_000;
const Place = z.tuple([Id, Seq]);

/**
 * What a hub tells the others after its commits: numbers of threads, messages and colleagues, and never a name, an
 * address or a text. Whoever hears it reads the rest from the database.
 */
export const Hints = z.object({
  /** The highest new number of each thread. */
  created: z.array(Place).max(most),
  changed: z.array(Place).max(most),
  threads: z.array(Id).max(most),
  /** Thread, user, team: whose it was before. */
  moved: z
    .array(z.tuple([Id, Id.nullable(), Id.nullable()]))
    .max(most)
    .default([]),
  /** Thread, socket, user, what they do. */
  presence: z.array(z.tuple([Id, z.string().max(40), Id, z.enum(['viewing', 'typing', 'left'])])).max(most),
  /** User, thread, kind: what they are writing there changed. */
  drafts: z
    .array(z.tuple([Id, Id, DraftKind]))
    .max(most)
    .default([]),
  /** User, thread, number: whom a note names. */
  mentions: z
    .array(z.tuple([Id, Id, Seq]))
    .max(most)
    .default([]),
});
export type Hints = z.infer<typeof Hints>;

/** The one event that passes between hubs. */
export const hintsEvent = 'hints';
export interface HubEvents {
  [hintsEvent]: (sent: unknown) => void;
}

/** Gathers hints until they are sent: a hundred messages in a thread are one hint. */
export class HintBatch {
  private heads = new Map<string, number>();
  private places = new Map<string, [threadId: string, seq: number]>();
  private threads = new Set<string>();
  private moved = new Map<string, Placed>();
  private presences: Hints['presence'] = [];
  private drafts = new Map<string, Hints['drafts'][number]>();
  private mentioned: Hints['mentions'] = [];

  created(threadId: string, seq: number): void {
    this.heads.set(threadId, Math.max(seq, this.heads.get(threadId) ?? 0));
  }

  changed({ threadId, seq }: MessagePlace): void {
    this.places.set(`${threadId}-${seq}`, [threadId, seq]);
  }

  /** `from`: where it was; of several moves before the first. */
  thread(threadId: string, from?: Placed): void {
    this.threads.add(threadId);
    if (from && !this.moved.has(threadId)) this.moved.set(threadId, from);
  }

  presence(threadId: string, socketId: string, userId: string, kind: PresenceKind): void {
    this.presences.push([threadId, socketId, userId, kind]);
  }

  draft({ userId, threadId, kind }: DraftPlace): void {
    this.drafts.set(`${userId} ${threadId} ${kind}`, [userId, threadId, kind]);
  }

  mention(userId: string, { threadId, seq }: MessagePlace): void {
    this.mentioned.push([userId, threadId, seq]);
  }

  /** What was gathered, and begins anew. Beyond what one batch holds is left to the heads. */
  take(): Hints {
    const hints = {
      created: [...this.heads].slice(0, most),
      changed: [...this.places.values()].slice(0, most),
      threads: [...this.threads].slice(0, most),
      moved: [...this.moved]
        .slice(0, most)
        .map(([threadId, { assigneeId, teamId }]): Hints['moved'][number] => [threadId, assigneeId, teamId]),
      presence: this.presences.slice(0, most),
      drafts: [...this.drafts.values()].slice(0, most),
      mentions: this.mentioned.slice(0, most),
    };
    this.heads = new Map();
    this.places = new Map();
    this.threads = new Set();
    this.moved = new Map();
    this.presences = [];
    this.drafts = new Map();
    this.mentioned = [];
    return hints;
  }
}
