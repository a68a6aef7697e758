import { useEffect, useState } from 'react';
import type { CallView } from './api.ts';

const ENDED = {
  caller: 'You hung up',
  line: 'Call ended',
  person: 'Call ended',
  error: 'The call was cut off',
} as const;

/** One line on where the call stands. The clock is outside the live region: nobody wants every second read out. */
export function CallState({ call }: { call: CallView }) {
  return (
    <p className="dim call-state">
      <span role="status">{describe(call)}</span>
      {call.queue && call.status !== 'completed' && <Elapsed since={call.queue.since} />}
    </p>
  );
}

function describe({ status, phase, queue, endedBy }: CallView): string {
  if (status === 'completed') return ENDED[endedBy ?? 'line'];
  if (status === 'ringing') return 'Ringing…';
  if (queue) return `In the queue, position ${queue.position}`;
  if (phase === 'talking') return 'Talking to a person';
  if (phase === 'queued') return 'Ringing someone…';
  return phase === 'gathering' ? 'Your turn: press a key or speak' : 'Listening';
}

function Elapsed({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return (
    <span aria-hidden="true">
      {' · '}
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </span>
  );
}
