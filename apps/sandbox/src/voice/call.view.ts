import type { CallRecord } from '../state/records.js';
import type { EndedBy } from './interruption.js';
import type { Call, Phase, TranscriptEntry } from './call.js';
import type { Queues } from './queues.js';

/** A call as the handset sees it. */
export interface CallView {
  sid: string;
  from: string;
  to: string;
  status: Call['status'];
  phase: Phase;
  transcript: readonly TranscriptEntry[];
  queue: { name: string; position: number; since: string } | null;
  endedBy: EndedBy | null;
  /** Rises with every change: an answer that an event has overtaken can be told by it. */
  version: number;
}

export function callView(call: Call, to: string, queues: Queues): CallView {
  const { version, place, sid, from, status, phase, transcript, endedBy } = call;
  const queue = place && {
    name: place.queue,
    position: queues.positionOf(place),
    since: new Date(place.since).toISOString(),
  };
  return { sid, from, to, status, phase, transcript, queue, endedBy, version };
}

/** A call of an earlier process: what was said is forgotten. */
export function pastCallView({ sid, from }: CallRecord, to: string): CallView {
  return {
    version: Number.MAX_SAFE_INTEGER,
    sid,
    from,
    to,
    status: 'completed',
    phase: 'ended',
    transcript: [],
    queue: null,
    endedBy: 'error',
  };
}
