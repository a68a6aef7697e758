import { useEffect, useRef, useState } from 'react';
import type { CallView } from './api.ts';

/** About as fast as a calm voice, so that the words on the screen and those in the ear stay together. */
export const SPOKEN_PACE = 65;
export const SILENT_PACE = 40;

export interface Voice {
  available: boolean;
  on: boolean;
  toggle: () => void;
}

/** Reads aloud what the line says, where the browser can. */
export function useVoice(call: CallView | null): Voice {
  const available = typeof window.speechSynthesis !== 'undefined' && typeof SpeechSynthesisUtterance !== 'undefined';
  const [on, setOn] = useState(available);
  const spoken = useRef<{ sid: string; entries: number }>({ sid: '', entries: 0 });
  const live = call !== null && call.status !== 'completed';

  useEffect(() => {
    if (!available) return;
    if (!call || !on) return window.speechSynthesis.cancel();
    if (spoken.current.sid !== call.sid) spoken.current = { sid: call.sid, entries: 0 };
    const fresh = call.transcript
      .slice(spoken.current.entries)
      .filter(({ who, text }) => who === 'line' && text !== '♪');
    spoken.current.entries = call.transcript.length;
    if (fresh.length === 0) return;
    // Whatever is still being said has been cut short by this.
    window.speechSynthesis.cancel();
    for (const { text } of fresh) window.speechSynthesis.speak(new SpeechSynthesisUtterance(text));
  }, [available, call, on]);

  useEffect(() => {
    if (available && !live && call?.endedBy === 'caller') window.speechSynthesis.cancel();
  }, [available, call, live]);

  return { available, on, toggle: () => setOn(!on) };
}
