import { sidFor } from '../ids.js';

/** A caller's place in a queue. */
export interface Place {
  readonly sid: string;
  readonly queue: string;
  readonly since: number;
}

const MAX_SIZE = 1000;

/** The waiting lines of an account, by name. */
export class Queues {
  private readonly lines = new Map<string, Place[]>();

  constructor(private readonly accountSid: string) {}

  join(queue: string): Place {
    const place = { sid: sidFor('QU', `${this.accountSid} ${queue}`), queue, since: Date.now() };
    this.lines.set(queue, [...(this.lines.get(queue) ?? []), place]);
    return place;
  }

  leave(place: Place): void {
    const rest = (this.lines.get(place.queue) ?? []).filter((other) => other !== place);
    if (rest.length > 0) this.lines.set(place.queue, rest);
    else this.lines.delete(place.queue);
  }

  /** 1 is next. */
  positionOf(place: Place): number {
    return (this.lines.get(place.queue) ?? []).indexOf(place) + 1;
  }

  /** What a wait URL is told. */
  waitParams(place: Place): Record<string, string> {
    const line = this.lines.get(place.queue) ?? [];
    const now = Date.now();
    const average = line.reduce((sum, { since }) => sum + now - since, 0) / Math.max(1, line.length);
    return {
      QueuePosition: String(this.positionOf(place)),
      QueueSid: place.sid,
      QueueTime: String(Math.floor((now - place.since) / 1000)),
      AvgQueueTime: String(Math.floor(average / 1000)),
      CurrentQueueSize: String(line.length),
      MaxQueueSize: String(MAX_SIZE),
    };
  }
}
