import { useEffect, useEffectEvent } from 'react';
import { api, type CallView, type MessageView } from './api.ts';

interface Listeners {
  /** Once connected, and after every interruption: what was missed has to be asked for. */
  connected?: () => void;
  message?: (message: MessageView) => void;
  call?: (call: CallView) => void;
}

/** Follows what happens on a number; null follows none. */
export function useEvents(phone: string | null, listeners: Listeners): void {
  const connected = useEffectEvent(() => listeners.connected?.());
  const message = useEffectEvent((event: MessageEvent<string>) => {
    listeners.message?.(JSON.parse(event.data) as MessageView);
  });
  const call = useEffectEvent((event: MessageEvent<string>) => listeners.call?.(JSON.parse(event.data) as CallView));

  useEffect(() => {
    if (phone === null) return;
    const source = new EventSource(api.eventsUrl(phone));
    source.addEventListener('open', () => connected());
    source.addEventListener('message', (event) => message(event));
    source.addEventListener('update', (event) => message(event));
    source.addEventListener('call', (event) => call(event));
    return () => source.close();
  }, [phone]);
}
