/** What a simulated day came to, as its callers, customers and agents know it: nothing of this is from a report. */
export interface PlayedCall {
  /** Whose call: the number of the customer. */
  customer: number;
  id: string;
  started: Date;
  ended: Date;
  queue: string;
  intent: string | null;
  answeredByAgent: boolean;
  sameIssue: boolean | undefined;
  decision: string;
  /** What the caller did with the offer, and whether they had heard the choice. */
  outcome: string | null;
  heard: boolean;
  chose: Date;
  accepted: Date | null;
  threadId: string | null;
  chosen: 'whatsapp' | 'sms';
  /** By what the invite arrived; null: not at all. */
  carried: 'whatsapp' | 'sms' | null;
  /** When the customer first wrote words after this acceptance. */
  wrote: Date | null;
}

export interface PlayedThread {
  id: string;
  resolved: { at: Date; disposition: string; asked: boolean; score: number | null }[];
  /** Put through to an agent from the thread. */
  returned: Date[];
}

export interface Played {
  day: Date;
  calls: PlayedCall[];
  threads: Map<string, PlayedThread>;
}
