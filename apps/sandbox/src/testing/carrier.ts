import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fastify from 'fastify';
import { type CarrierConfig, sandbox, type SandboxOptions } from '../index.js';

export const PHONE = '+447700900123';
export const PUBLIC_URL = 'https://hub.example.com';

export const CARRIER: CarrierConfig = {
  voice: { accountSid: `AC${'1'.repeat(32)}`, authToken: 'voice-token', number: '+441632960001' },
  sms: { accountSid: `AC${'1'.repeat(32)}`, authToken: 'voice-token', number: '+447700900001' },
  whatsapp: {
    appSecret: 'app-secret',
    verifyToken: 'verify',
    accessToken: 'access-token',
    wabaId: '102290129340398',
    phoneNumberId: '106540352242922',
    number: '+447700900002',
  },
  whatsappTwilio: { accountSid: `AC${'2'.repeat(32)}`, authToken: 'wa-token', number: 'whatsapp:+447700900003' },
};

export const TEMPLATE = {
  name: 'invite',
  language: 'en',
  text: 'Hello {{1}}: {{2}}',
  contentSid: `HX${'a'.repeat(32)}`,
};

/** The emulator on a port of its own, with a directory that outlives a restart. */
export class TestCarrier {
  url = '';
  private app = fastify();

  private constructor(
    private readonly options: Omit<SandboxOptions, 'dataDir'>,
    readonly dataDir: string,
  ) {}

  static async start(hubUrl: string, more: Partial<SandboxOptions> = {}): Promise<TestCarrier> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    const options = {
      hubUrl,
      publicUrl: PUBLIC_URL,
      pageDir: dataDir,
      carrier: CARRIER,
      templates: [TEMPLATE],
      demo: { company: 'Brightwater', users: [] },
      statusDelay: [5, 15] as const,
      metaRetryDelays: [40, 80, 160],
      ...more,
    };
    const carrier = new TestCarrier(options, dataDir);
    await carrier.restart();
    return carrier;
  }

  async restart(): Promise<void> {
    await this.app.close();
    this.app = fastify({ forceCloseConnections: true });
    // Where it is reached is known only once it listens; the address is read when it is needed.
    const options = { ...this.options, dataDir: this.dataDir };
    await this.app.register(sandbox, { prefix: '/sandbox', ...options });
    await this.app.listen({ port: 0, host: '127.0.0.1' });
    this.url = `http://127.0.0.1:${(this.app.server.address() as AddressInfo).port}/sandbox`;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** The handset's own interface. */
  async api<T = Record<string, unknown>>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** Twilio's REST interface, as the account of the sender given. */
  twilio(sender: 'voice' | 'sms' | 'whatsappTwilio', path: string, form?: Record<string, string>): Promise<Response> {
    const { accountSid, authToken } = CARRIER[sender];
    return fetch(`${this.url}/twilio/2010-04-01/Accounts/${accountSid}/${path}`, {
      method: form ? 'POST' : 'GET',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: form && new URLSearchParams(form),
      redirect: 'manual',
    });
  }

  graph(path: string, body?: unknown, token = CARRIER.whatsapp.accessToken): Promise<Response> {
    return fetch(path.startsWith('http') ? path : `${this.url}/graph/v23.0/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
  }
}
