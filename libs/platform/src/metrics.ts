import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every metric of the process; `GET /metrics` answers it as Prometheus text. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const webhooksRefused = new Counter({
  name: 'shiftline_webhooks_refused_total',
  help: 'Webhooks with a missing or wrong signature, answered 403',
  labelNames: ['provider'],
  registers: [registry],
});
export const inboxItems = new Counter({
  name: 'shiftline_inbox_items_total',
  help: 'Items that webhooks brought, by what became of them',
  labelNames: ['provider', 'result'],
  registers: [registry],
});
export const inboxBatch = new Histogram({
  name: 'shiftline_inbox_batch_size',
  help: 'Items written by one statement',
  buckets: [1, 2, 5, 10, 25, 50, 100, 200],
  registers: [registry],
});
export const outboxResults = new Counter({
  name: 'shiftline_outbox_results_total',
  help: 'Send attempts by outcome',
  labelNames: ['outcome'],
  registers: [registry],
});
export const breakerOpenings = new Counter({
  name: 'shiftline_breaker_openings_total',
  help: 'How often a channel stopped sending because its provider did not answer',
  labelNames: ['channel'],
  registers: [registry],
});
export const rateLimits = new Counter({
  name: 'shiftline_rate_limits_total',
  help: 'Sends refused as too many, by the bucket that slows down: sender or recipient',
  labelNames: ['channel', 'bucket'],
  registers: [registry],
});
export const sendersPaused = new Gauge({
  name: 'shiftline_sender_paused',
  help: 'Whether a channel waits for its provider: 1 while its breaker is open',
  labelNames: ['channel'],
  registers: [registry],
});
export const consoles = new Gauge({
  name: 'shiftline_console_sockets',
  help: 'Connected console sockets',
  registers: [registry],
});
export const redisConnected = new Gauge({
  name: 'shiftline_redis_connected',
  help: '1 while other hubs are told at once; 0 while they find out within seconds, and where REDIS_URL is not set',
  registers: [registry],
});
export const hints = new Counter({
  name: 'shiftline_hints_total',
  help: 'Batches of hints by which hubs tell each other what changed',
  labelNames: ['direction'],
  registers: [registry],
});
export const channelHealth = new Gauge({
  name: 'shiftline_channel_health',
  help: '1 for the health each channel has now, 0 for the others',
  labelNames: ['channel', 'health'],
  registers: [registry],
});
export const probeResults = new Counter({
  name: 'shiftline_channel_probes_total',
  help: 'Probes of channels by what their provider answered',
  labelNames: ['channel', 'outcome'],
  registers: [registry],
});
export const reconciled = new Counter({
  name: 'shiftline_reconciled_total',
  help: 'What the lists of providers brought: messages no webhook had brought, and unknown sends, by what became of them',
  labelNames: ['what', 'result'],
  registers: [registry],
});
