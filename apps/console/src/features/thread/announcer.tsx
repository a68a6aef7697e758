import type { Message } from '#libs/contracts';
import { useCallback, useState } from 'react';
import { previewOf } from '../../text/words.ts';

/** Speaks what customers write while the thread is open, to those who listen to the screen. */
export function useAnnouncer(customer: string) {
  const [said, setSaid] = useState('');
  const announce = useCallback(
    (messages: Message[]) => setSaid(messages.map((m) => `${customer}: ${previewOf(m.type, m.text)}`).join('. ')),
    [customer],
  );
  const region = (
    <div aria-live="polite" className="sl-hidden">
      {said}
    </div>
  );
  return { announce, region };
}
