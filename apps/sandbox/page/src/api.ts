import type { Fault } from '../../src/faults.ts';
import type { MessageView } from '../../src/handset/message.view.ts';
import type { HandsetChannel } from '../../src/state/records.ts';

export type { Fault, HandsetChannel, MessageView };

export interface CallView {
  version: number;
  sid: string;
  from: string;
  to: string;
  status: 'ringing' | 'in-progress' | 'completed';
  phase: 'speaking' | 'gathering' | 'queued' | 'talking' | 'ended';
  transcript: { who: 'line' | 'caller'; text: string; at: string }[];
  queue: { name: string; position: number; since: string } | null;
  endedBy: 'caller' | 'line' | 'person' | 'error' | null;
}

export interface Demo {
  company: string;
  numbers: Record<'voice' | HandsetChannel, string>;
  users: { role: string; name: string; email: string; password: string }[];
}

export interface Photo {
  mimeType: string;
  base64: string;
}

const BASE = `${import.meta.env.BASE_URL}api/`;

async function ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  const response = await fetch(BASE + path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text ? JSON.parse(text) : undefined;
  if (!response.ok) throw new Error((answer as { error?: string } | undefined)?.error ?? `HTTP ${response.status}`);
  return answer as T;
}

const phonePath = (phone: string) => `phones/${encodeURIComponent(phone)}`;

/** The emulator's handset interface. */
export const api = {
  demo: () => ask<Demo>('GET', 'demo'),
  messages: (phone: string) => ask<{ items: MessageView[] }>('GET', `${phonePath(phone)}/messages`),
  send: (phone: string, message: { channel: HandsetChannel; text: string; photo?: Photo }) =>
    ask<MessageView>('POST', `${phonePath(phone)}/messages`, message),
  tap: (phone: string, channel: HandsetChannel, messageId: string, choice: string) =>
    ask<MessageView>('POST', `${phonePath(phone)}/messages`, { channel, tap: { messageId, choice } }),
  read: (phone: string, channel: HandsetChannel) => ask<void>('POST', `${phonePath(phone)}/read`, { channel }),
  eventsUrl: (phone: string) => `${BASE}${phonePath(phone)}/events`,
  ring: (from: string, pace: number) => ask<CallView>('POST', 'calls', { from, pace }),
  call: (sid: string) => ask<CallView>('GET', `calls/${sid}`),
  digits: (sid: string, digits: string) => ask<CallView>('POST', `calls/${sid}/digits`, { digits }),
  speech: (sid: string, text: string) => ask<CallView>('POST', `calls/${sid}/speech`, { text }),
  hangUp: (sid: string) => ask<CallView>('POST', `calls/${sid}/hangup`, {}),
  answer: (sid: string) => ask<CallView>('POST', `calls/${sid}/answer`, {}),
  faults: () => ask<Fault[]>('GET', 'faults'),
  setFaults: (faults: Fault[]) => ask<Fault[]>('PUT', 'faults', faults),
};
