import { z } from 'zod';
import { Id, Time } from './route.js';

/** degraded: works, and somebody should look. unhealthy: cannot send, and is offered to nobody. */
export const HealthState = z.enum(['healthy', 'degraded', 'unhealthy']);
export type HealthState = z.infer<typeof HealthState>;

/** Why a channel is not healthy, to decide and to explain by; the first that holds, in this order. */
export const HealthCode = z.enum([
  // Unhealthy: the provider refuses our credentials, or has stopped the account or the number, or refuses our sends.
  'refused',
  'suspended',
  'send_refused',
  // Degraded: it may answer customers, and not start conversations.
  'restricted',
  // Degraded: the provider does not answer; webhooks come with wrong signatures; sends are accepted and never reported;
  // customers rate it low; the provider warns; it has been silent for longer than it ever is.
  'no_answer',
  'signatures_refused',
  'unreported',
  'quality_low',
  'warned',
  'quiet',
]);
export type HealthCode = z.infer<typeof HealthCode>;

/** How a channel is, and what was last seen of it. */
export const ChannelHealth = z.object({
  health: HealthState,
  healthCode: HealthCode.nullable(),
  /** In words, with the provider's own where it gave any. */
  healthReason: z.string().nullable(),
  healthSince: Time,
  /** Whether callers are offered it now. */
  offered: z.boolean(),
  /** How customers rate what it writes, where the provider tells. */
  quality: z.enum(['green', 'yellow', 'red']).nullable(),
  /** The last webhook with a right signature that named this sender. */
  lastWebhookAt: Time.nullable(),
  lastInboundAt: Time.nullable(),
  /** The last send that the provider accepted. */
  lastSendAt: Time.nullable(),
  /** When the provider was last asked whether the account works, whether it answered or not. */
  lastProbeAt: Time.nullable(),
});
export type ChannelHealth = z.infer<typeof ChannelHealth>;

/** One change of a channel's health. */
export const ChannelHealthEvent = z.object({
  id: Id,
  at: Time,
  health: HealthState,
  code: HealthCode.nullable(),
  reason: z.string().nullable(),
});
export type ChannelHealthEvent = z.infer<typeof ChannelHealthEvent>;
