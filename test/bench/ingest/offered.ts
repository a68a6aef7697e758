import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchDatabase } from '../database.js';
import { openLoop } from '../load.js';
import { percentile } from '../percentiles.js';
import { cpuMs, postgresCpuMs } from '../process-stats.js';
import { signedWebhook, type Webhook } from '../webhook.js';
import type { Contender } from './contender.js';
import { sender } from './meta-hub.js';
import { countRead, seedSent } from './sent.sql.js';
import { type Text, Traffic } from './traffic.js';

export interface Offer {
  /** Events per second. */
  rate: number;
  /** Events in one webhook. */
  perPost: number;
  seconds: number;
}
export interface Outcome extends Offer {
  p50: number;
  p99: number;
  /** Of the events, those that took longer than a second or were not answered with 200. */
  late: number;
  refused: number;
  /** Never posted, because too many were unanswered already. */
  givenUp: number;
  /** Messages of ours that were acknowledged as read and are not. */
  receiptsLost: number;
  cores: number;
}

/** Meta's figures for its top tier: half of the events within 250 ms, under 1 % over a second. */
export const holds = ({ p50, late, refused }: Outcome): boolean => p50 <= 250 && late < 0.01 && refused === 0;

interface Post {
  webhook: Webhook;
  texts: string[];
  receipts: number;
  read: number;
}

/** Less than the backlog of a listening socket, 511. */
const mostOpen = 500;

/** Receipts come for a window of messages at a time: all sent, all delivered, all read. */
const windowOf = 300;
const stages = ['sent', 'delivered', 'read'] as const;

/** Meta's mix at a fixed rate, three receipts to one message, each event timed from the moment it was due. */
export async function offer(database: BenchDatabase, hub: Contender, offered: Offer, mark: string): Promise<Outcome> {
  const { rate, perPost, seconds } = offered;
  const posts = await prepare(database, offered, mark);
  const times: number[] = [];
  let refused = 0;
  let givenUp = 0;
  let open = 0;
  let read = 0;
  const cpu = () => cpuMs(hub.pid) + postgresCpuMs(hub.postmaster);
  const [before, from] = [cpu(), performance.now()];
  await openLoop({ rate: rate / perPost, seconds }, async (n, due) => {
    const post = posts[n]!;
    const events = post.texts.length + post.receipts;
    // Hopelessly behind: what is due now is given up, so that the run ends. It counts as late.
    if (open >= mostOpen) {
      givenUp += events;
      for (let event = 0; event < events; event++) times.push(Number.POSITIVE_INFINITY);
      return;
    }
    open++;
    for (const id of post.texts) hub.ledger.send(id, due, false);
    const status = await hub.connections.post(post.webhook);
    open--;
    for (const id of post.texts) hub.ledger.answered(id, status);
    const took = status === 200 ? performance.now() - due : Number.POSITIVE_INFINITY;
    if (status === 200) read += post.read;
    else refused += events;
    for (let event = 0; event < events; event++) times.push(took);
  });
  const cores = (cpu() - before) / (performance.now() - from);
  // What was parked is applied within a moment.
  await sleep(200);
  const [row] = await database.query<{ n: number }>('shiftline', countRead, [mark]);
  return {
    ...offered,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    late: times.filter((time) => time > 1000).length / times.length,
    refused,
    givenUp,
    receiptsLost: Math.max(0, read - row!.n),
    cores,
  };
}

async function prepare(database: BenchDatabase, { rate, perPost, seconds }: Offer, mark: string): Promise<Post[]> {
  const events = rate * seconds;
  const [threads] = await database.query<{ n: number }>(
    'shiftline',
    `select count(*)::int as n from threads where status <> 'resolved'`,
  );
  const each = Math.ceil(events / 4 / threads!.n) + 1;
  const sent = (await database.query<{ id: string }>('shiftline', seedSent, [each, mark])).map(({ id }) => id);
  const traffic = new Traffic(mark, sender);
  const timestamp = String(Math.floor(Date.now() / 1000));
  let receipts = 0;
  return Array.from({ length: Math.ceil(events / perPost) }, (_, n) => {
    const texts: Text[] = [];
    const statuses: object[] = [];
    let read = 0;
    for (let event = n * perPost; event < (n + 1) * perPost; event++) {
      if (event % 4 === 3) {
        texts.push(traffic.nextText());
        continue;
      }
      const stage = stages[Math.floor(receipts / windowOf) % stages.length]!;
      const id = sent[Math.floor(receipts / (windowOf * stages.length)) * windowOf + (receipts % windowOf)]!;
      const recipient = '447700900000';
      statuses.push({ id, status: stage, timestamp, recipient_id: recipient, ...priced });
      if (stage === 'read') read++;
      receipts++;
    }
    const part = {
      ...(texts.length && { contacts: texts.map((text) => text.contact), messages: texts.map((text) => text.message) }),
      ...(statuses.length && { statuses }),
    };
    const webhook = signedWebhook(sender, `${mark}.post.${n}`, part);
    return { webhook, texts: texts.map(({ id }) => id), receipts: statuses.length, read };
  });
}

const priced = {
  conversation: { id: '7d1f4c0b9a2e4f55b5c6e1', origin: { type: 'service' } },
  pricing: { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' },
};
