import { randomUUID } from 'node:crypto';
import type { Call, HandoffStatus, Message, MessagingKind, Problem, Thread, ThreadSummary } from '#libs/contracts';
import { eventually, type TestHub } from './hub.js';

export interface OfferAnswer {
  decision: string;
  reason: string;
  policyVersion: number | null;
  channels: MessagingKind[];
  prompt: string | null;
  offerId: string | null;
}
export interface AcceptAnswer {
  threadId: string;
  handoff: { status: HandoffStatus; channel: MessagingKind };
}

/** The threads of one phone number, the newest first, whatever their status. */
export async function threadsOf(hub: TestHub, phone: string): Promise<ThreadSummary[]> {
  const found: ThreadSummary[] = [];
  for (const status of ['open', 'resolved']) {
    const query = new URLSearchParams({ q: phone, status, limit: '100' });
    const { body } = await hub.api<{ items: ThreadSummary[] }>('GET', `/api/v1/threads?${query}`);
    found.push(...body.items);
  }
  return found.sort((a, b) => Number(b.id) - Number(a.id));
}

/** The open thread of a phone number, as soon as there is one. */
export const threadOf = (hub: TestHub, phone: string): Promise<ThreadSummary> =>
  eventually(async () => (await threadsOf(hub, phone)).find((thread) => thread.status === 'open'));

export const getThread = async (hub: TestHub, id: string) =>
  (await hub.api<Thread>('GET', `/api/v1/threads/${id}`)).body;

export async function messagesOf(hub: TestHub, threadId: string, query = 'limit=200'): Promise<Message[]> {
  return (await hub.api<{ items: Message[] }>('GET', `/api/v1/threads/${threadId}/messages?${query}`)).body.items;
}

/** A reply, unless `more` says otherwise. */
export const post = (
  hub: TestHub,
  threadId: string,
  text: string,
  more: Record<string, unknown> = {},
  headers?: Record<string, string>,
) =>
  hub.api<Message & Omit<Problem, 'status'>>(
    'POST',
    `/api/v1/threads/${threadId}/messages`,
    { clientId: randomUUID(), text, ...more },
    headers,
  );

export const announce = (hub: TestHub, call: Record<string, unknown>, headers?: Record<string, string>) =>
  hub.api<Call & Problem>(
    'POST',
    '/api/v1/calls',
    { providerCallId: randomUUID(), to: '+442079460100', waitSeconds: 300, ...call },
    headers,
  );

export const offer = (hub: TestHub, callId: string, body: Record<string, unknown> = {}) =>
  hub.api<OfferAnswer & Problem>('POST', `/api/v1/calls/${callId}/offer`, body);

export const accept = (hub: TestHub, offerId: string, body: Record<string, unknown>) =>
  hub.api<AcceptAnswer & Problem>('POST', `/api/v1/offers/${offerId}/accept`, body);

export const getCall = async (hub: TestHub, id: string) => (await hub.api<Call>('GET', `/api/v1/calls/${id}`)).body;

/** A call that was announced and offered the choice. */
export async function offered(
  hub: TestHub,
  call: Record<string, unknown>,
): Promise<{ callId: string; offerId: string; answer: OfferAnswer }> {
  const { body } = await announce(hub, call);
  const { body: answer } = await offer(hub, body.id, typeof call.at === 'string' ? { at: call.at } : {});
  if (!answer.offerId) throw new Error(`not offered: ${JSON.stringify(answer)}`);
  return { callId: body.id, offerId: answer.offerId, answer };
}

/** The last part of a problem's type, such as `not-found`. */
export const problem = (body: unknown) =>
  String((body as { type?: unknown }).type)
    .split('/')
    .at(-1);
