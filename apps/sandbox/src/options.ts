import type { CarrierTemplate } from './templates.js';

/** Credentials of the emulated carriers: the content of DATA_DIR/sandbox.json. */
export interface CarrierConfig {
  voice: TwilioSender;
  sms: TwilioSender;
  whatsapp: MetaSender;
  /** `number` carries Twilio's channel prefix: `whatsapp:+44…`. */
  whatsappTwilio: TwilioSender;
}

export interface TwilioSender {
  accountSid: string;
  authToken: string;
  number: string;
}

export interface MetaSender {
  appSecret: string;
  verifyToken: string;
  accessToken: string;
  wabaId: string;
  phoneNumberId: string;
  number: string;
}

export interface DemoUser {
  role: string;
  name: string;
  email: string;
  password: string;
}

export interface SandboxOptions {
  /** Where webhooks are really delivered. */
  hubUrl: string;
  /** What signatures are computed against: a webhook goes to hubUrl + path and is signed for publicUrl + path. */
  publicUrl: string;
  /** Where the hub reaches this emulator; media addresses start with it. Default: hubUrl + the plugin's prefix. */
  selfUrl?: string;
  /** The emulator's own durable state. */
  dataDir: string;
  /** The built handset page. */
  pageDir: string;
  carrier: CarrierConfig;
  /** What both providers start with. */
  templates: readonly CarrierTemplate[];
  /** Shown to the newcomer on the page. */
  demo: { company: string; users: readonly DemoUser[] };
  /** Milliseconds before each of sent and delivered, picked at random between the two. Default 80 to 250. */
  statusDelay?: readonly [number, number];
  /** Milliseconds between Meta's attempts; the last repeats for seven days. */
  metaRetryDelays?: readonly number[];
}

export const STATUS_DELAY = [80, 250] as const;
export const META_RETRY_DELAYS = [1000, 2000, 5000, 15_000, 60_000, 300_000, 900_000, 3_600_000] as const;
