import { useEffect, useState } from 'react';
import { api, type CallView } from './api.ts';
import { useEvents } from './use-events.ts';

const KEY = 'sandbox-call';

export interface CallControl {
  call: CallView | null;
  /** What went wrong with the last thing that was tried. */
  problem: string | null;
  ring: (from: string, pace: number) => void;
  press: (digits: string) => void;
  say: (text: string) => void;
  hangUp: () => void;
  answer: () => void;
  /** Puts the phone back after a call. */
  clear: () => void;
}

/** The call this page is in; it outlives a reload. */
export function useCall(): CallControl {
  const [call, setCall] = useState<CallView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const sid = call?.sid ?? sessionStorage.getItem(KEY);
  const live = call !== null && call.status !== 'completed';

  /** An answer that was overtaken by an event must not turn the call back. */
  const put = (view: CallView) =>
    setCall((known) => {
      const overtaken = known?.sid === view.sid && known.version > view.version;
      return overtaken ? known : view;
    });
  const attempt = (work: Promise<CallView>) => {
    setProblem(null);
    work.then(put, (error: Error) => setProblem(error.message));
  };

  useEffect(() => {
    const kept = sessionStorage.getItem(KEY);
    if (kept)
      api.call(kept).then(
        (view) => view.status !== 'completed' && setCall(view),
        () => undefined,
      );
  }, []);
  useEvents(live ? call.from : null, {
    connected: () => void (call && api.call(call.sid).then(put, () => undefined)),
    call: (view) => view.sid === sid && put(view),
  });

  const during = (act: (sid: string) => Promise<CallView>) => call && attempt(act(call.sid));
  return {
    call,
    problem,
    ring: (from, pace) =>
      attempt(
        api.ring(from, pace).then((view) => {
          sessionStorage.setItem(KEY, view.sid);
          return view;
        }),
      ),
    press: (digits) => during((id) => api.digits(id, digits)),
    say: (text) => during((id) => api.speech(id, text)),
    hangUp: () => during((id) => api.hangUp(id)),
    answer: () => during((id) => api.answer(id)),
    clear: () => {
      sessionStorage.removeItem(KEY);
      setCall(null);
      setProblem(null);
    },
  };
}
