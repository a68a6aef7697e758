import { useEffect, useRef } from 'react';
import type { CallView } from './api.ts';

/** What both sides have said, the newest in view. */
export function Transcript({ entries }: { entries: CallView['transcript'] }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = end.current?.parentElement;
    list?.scrollTo({ top: list.scrollHeight });
  }, [entries.length]);

  return (
    // Scrolls, so the keyboard must reach it.
    <div className="transcript" role="log" aria-label="What is said" tabIndex={0}>
      {entries.map(({ who, text, at }, index) => (
        <p key={`${at} ${index}`} className={who === 'caller' ? 'said mine' : 'said'}>
          <span className="visually-hidden">{who === 'caller' ? 'You: ' : 'Line: '}</span>
          {text === '♪' ? <span aria-label="Music plays">♪ ♫ ♪</span> : text}
        </p>
      ))}
      <div ref={end} />
    </div>
  );
}
