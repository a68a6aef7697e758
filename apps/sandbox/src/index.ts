import type { FastifyPluginAsync } from 'fastify';
import { Agenda } from './agenda.js';
import { readBodies } from './bodies.js';
import { Deliveries } from './deliveries.js';
import { Faults } from './faults.js';
import { EventStreams } from './handset/event-streams.js';
import { handsetRoutes } from './handset/handset.routes.js';
import { messageView } from './handset/message.view.js';
import { HubClient } from './hub-client.js';
import { metaRoutes } from './meta/meta.routes.js';
import { Network } from './network.js';
import type { SandboxOptions } from './options.js';
import { pageRoutes } from './page.routes.js';
import { Ledger } from './state/ledger.js';
import { MediaFiles } from './state/media-files.js';
import { twilioRoutes } from './twilio/twilio.routes.js';
import { callView } from './voice/call.view.js';
import { Exchange } from './voice/exchange.js';

export type { Fault } from './faults.js';
export type { MessageView } from './handset/message.view.js';
export type { CarrierConfig, SandboxOptions } from './options.js';
export type { HandsetChannel } from './state/records.js';
export type { CarrierTemplate, TemplateChange } from './templates.js';
export type { CallView } from './voice/call.view.js';

/**
 * A carrier emulator: Twilio below `/twilio`, Meta below `/graph`, a handset below `/api` and its page at the top.
 * Hub and emulator share nothing but HTTP. Webhooks that are still owed go out as soon as the server listens.
 */
export const sandbox: FastifyPluginAsync<SandboxOptions> = async (app, given) => {
  const options = { ...given, selfUrl: given.selfUrl ?? given.hubUrl.replace(/\/$/, '') + app.prefix };
  const ledger = await Ledger.open(options.dataDir);
  const files = await MediaFiles.open(options.dataDir);
  const agenda = new Agenda((error) => app.log.error(error, 'sandbox'));
  const faults = new Faults();
  const hub = new HubClient(options, agenda);
  const { metaRetryDelays } = options;
  const deliveries = new Deliveries(hub, ledger, faults, agenda, { log: app.log, metaRetryDelays });
  const network = new Network(options, ledger, faults, hub, deliveries, agenda);
  const exchange = new Exchange(network);
  const streams = new EventStreams();

  network.on('message', (message) => streams.send(message.phone, 'message', messageView(message, app.prefix)));
  network.on('update', (message) => streams.send(message.phone, 'update', messageView(message, app.prefix)));
  exchange.on('call', (call) => {
    streams.send(call.from, 'call', callView(call, options.carrier.voice.number, exchange.queues));
  });

  app.server.once('listening', () => {
    network.resume();
    agenda.run(exchange.resume());
  });
  // Before the server waits for open requests to end: an event stream never does. What the hub still sends while it
  // drains is kept, so the ledger closes last.
  app.addHook('preClose', async () => {
    streams.close();
    await agenda.close();
  });
  app.addHook('onClose', async () => {
    streams.close();
    await agenda.close();
    await ledger.close();
  });

  readBodies(app);
  pageRoutes(app, options.pageDir);
  await app.register(twilioRoutes(network, exchange, files), { prefix: '/twilio' });
  await app.register(metaRoutes(network, files), { prefix: '/graph' });
  await app.register(handsetRoutes(network, exchange, files, streams, app.prefix), { prefix: '/api' });
};
