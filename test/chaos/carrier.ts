import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import type { CarrierLedger, Taken } from './carrier-ledger.js';
import type { Counters } from './counters.js';
import type { Random } from './random.js';
import { Receipts } from './receipts.js';

type Manner = 'well' | 'lost' | 'error-after' | 'silent' | 'busy' | 'error-before';

/** Stands for Twilio's and Meta's sending APIs, in the rig's own process so that it outlives every hub. */
export class Carrier {
  readonly receipts: Receipts;
  private readonly server = http.createServer((request, response) => void this.serve(request, response));
  /** Faults of its own: answers lost after taking, 5xx, 429. Off while everything drains. */
  misbehaving = true;
  /** References of what was taken and never answered as taken. */
  readonly unanswered = new Set<string>();
  port = 0;

  constructor(
    private readonly ledger: CarrierLedger,
    private readonly random: Random,
    private readonly counters: Counters,
    publicUrl: string,
  ) {
    this.receipts = new Receipts(publicUrl, random.fork('receipts'), counters);
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  identify(sandbox: SandboxFile): void {
    this.receipts.sandbox = sandbox;
  }

  async close(): Promise<void> {
    this.receipts.stop();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      await this.answer(request.url ?? '', Buffer.concat(chunks).toString(), response);
    } catch {
      response.destroy();
    }
  }

  private async answer(path: string, body: string, response: http.ServerResponse): Promise<void> {
    const json = (status: number, content: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    const manner = this.manner();
    if (manner !== 'well') this.counters.hit(`answer-${manner}`);
    const twilio = path.startsWith('/twilio/');
    if (manner === 'busy')
      return json(429, twilio ? { code: 20429, message: 'busy' } : { error: { code: 80007, message: 'busy' } });
    if (manner === 'error-before') return json(500, {});
    const taken = twilio ? fromTwilio(body) : fromMeta(body);
    await this.ledger.take(taken);
    this.receipts.owe(taken, manner === 'silent' ? 0.5 : 0.1);
    if (manner !== 'well') this.unanswered.add(taken.ref);
    if (manner === 'lost') return void response.destroy();
    if (manner === 'silent') return;
    if (manner === 'error-after') return json(503, {});
    json(twilio ? 201 : 200, twilio ? { sid: taken.id, status: 'queued' } : metaAnswer(taken));
  }

  private manner(): Manner {
    const dice = this.random.next();
    if (!this.misbehaving || dice > 0.2) return 'well';
    if (dice < 0.06) return 'lost';
    if (dice < 0.09) return 'error-after';
    if (dice < 0.14) return 'silent';
    return dice < 0.17 ? 'busy' : 'error-before';
  }
}

function fromTwilio(body: string): Taken {
  const form = new URLSearchParams(body);
  const ref = new URL(form.get('StatusCallback')!).searchParams.get('ref')!;
  const id = `SM${randomBytes(16).toString('hex')}`;
  return { id, ref, to: form.get('To')!, text: form.get('Body') ?? '', provider: 'twilio' };
}

interface MetaSend {
  to: string;
  text?: { body: string };
  biz_opaque_callback_data: string;
}

function fromMeta(body: string): Taken {
  const { to, text, biz_opaque_callback_data: ref } = JSON.parse(body) as MetaSend;
  return { id: `wamid.${randomBytes(12).toString('hex')}`, ref, to, text: text?.body ?? '', provider: 'meta' };
}

const metaAnswer = ({ id, to }: Taken) => ({
  messaging_product: 'whatsapp',
  contacts: [{ input: to, wa_id: to.slice(1) }],
  messages: [{ id, message_status: 'accepted' }],
});
