import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { readFaults } from '../faults.js';
import { isOnHandset, type Network } from '../network.js';
import type { MediaFiles } from '../state/media-files.js';
import type { HandsetChannel } from '../state/records.js';
import type { Exchange } from '../voice/exchange.js';
import { callRoutes } from './calls.routes.js';
import { HandsetError } from './errors.js';
import type { EventStreams } from './event-streams.js';
import { messageView } from './message.view.js';
import { phoneOf } from './phone.js';
import { templateRoutes } from './templates.routes.js';
import { write, type Written } from './write.js';

const CHANNELS: readonly HandsetChannel[] = ['whatsapp', 'sms', 'whatsapp_twilio'];
/** A photo of 20 MB as base64 inside JSON. */
const BODY_LIMIT = 28 * 1024 * 1024;

type OfPhone = { Params: { phone: string } };
type Json = Record<string, unknown>;

/** What a person can do with a handset, for the page and for tests. `prefix`: where the plugin is mounted. */
export function handsetRoutes(
  network: Network,
  exchange: Exchange,
  files: MediaFiles,
  streams: EventStreams,
  prefix: string,
): FastifyPluginAsync {
  return async (app) => {
    app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error(error);
      return reply.code(status).send({ error: error.message });
    });
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is nothing here.' }));
    demoRoutes(app, network);
    messageRoutes(app, network, files, prefix);
    callRoutes(app, network, exchange);
    templateRoutes(app, network);
    app.get<OfPhone>('/phones/:phone/events', (request, reply) => {
      streams.follow(phoneOf(request.params.phone), reply);
    });
  };
}

function demoRoutes(app: FastifyInstance, network: Network): void {
  const { carrier, demo } = network.options;

  app.get('/demo', () => ({
    company: demo.company,
    numbers: {
      voice: carrier.voice.number,
      sms: carrier.sms.number,
      whatsapp: carrier.whatsapp.number,
      whatsapp_twilio: carrier.whatsappTwilio.number.replace('whatsapp:', ''),
    },
    users: demo.users,
  }));

  app.get('/faults', () => network.faults.list);

  app.put('/faults', (request) => {
    const faults = readFaults(request.body);
    if (!faults)
      throw new HandsetError(400, 'A list of faults is expected: [{on, action, to?, ms?, times?, code?, remaining?}]');
    network.faults.replace(faults);
    return network.faults.list;
  });
}

function messageRoutes(app: FastifyInstance, network: Network, files: MediaFiles, prefix: string): void {
  app.get<OfPhone & { Querystring: { all?: string } }>('/phones/:phone/messages', (request) => {
    const messages = network.state.messagesOf(phoneOf(request.params.phone));
    // With `all`, also what never reached the handset.
    const shown = request.query.all === undefined ? messages.filter(isOnHandset) : messages;
    return { items: shown.map((message) => messageView(message, prefix)) };
  });

  app.post<OfPhone>('/phones/:phone/messages', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const message = await write(network, files, phoneOf(request.params.phone), readWritten(request.body));
    return reply.code(201).send(messageView(message, prefix));
  });

  app.post<OfPhone>('/phones/:phone/read', async (request, reply) => {
    const channel = channelOf(request.body);
    const messages = network.state.messagesOf(phoneOf(request.params.phone));
    await network.read(messages.filter((message) => message.channel === channel));
    return reply.code(204).send();
  });

  // Lets a day go by at once.
  app.post<OfPhone>('/phones/:phone/close-window', async (request, reply) => {
    const channel = channelOf(request.body);
    const phone = phoneOf(request.params.phone);
    await network.ledger.append({ op: 'window-closed', channel, phone, at: Date.now() });
    return reply.code(204).send();
  });

  app.get<{ Params: { id: string; photo: string } }>('/messages/:id/photos/:photo', async (request, reply) => {
    const media = network.state.messages.get(request.params.id)?.media.find(({ id }) => id === request.params.photo);
    if (!media) throw new HandsetError(404, 'There is no such photo.');
    void reply.header('cache-control', 'private, max-age=86400').header('x-content-type-options', 'nosniff');
    return reply
      .type(media.mimeType.startsWith('image/') ? media.mimeType : 'application/octet-stream')
      .send(await files.read(media));
  });
}

function channelOf(body: unknown): HandsetChannel {
  const { channel } = (body ?? {}) as Json;
  if (!CHANNELS.includes(channel as HandsetChannel))
    throw new HandsetError(400, `channel is one of ${CHANNELS.join(', ')}`);
  return channel as HandsetChannel;
}

function readWritten(body: unknown): Written {
  const channel = channelOf(body);
  const {
    text = '',
    photo = null,
    tap = null,
  } = body as {
    tap?: { messageId?: unknown; choice?: unknown } | null;
    text?: unknown;
    photo?: { mimeType?: unknown; base64?: unknown } | null;
  };
  if (typeof text !== 'string') throw new HandsetError(400, 'text is a string');
  if (tap !== null) {
    const { messageId, choice } = tap;
    if (typeof messageId !== 'string' || typeof choice !== 'string')
      throw new HandsetError(400, 'tap is {messageId, choice}');
    return { channel, text: '', photo: null, tap: { messageId, choice } };
  }
  if (photo === null) {
    if (text === '') throw new HandsetError(400, 'text, photo or tap is needed');
    return { channel, text, photo, tap };
  }
  if (
    typeof photo.mimeType !== 'string' ||
    typeof photo.base64 !== 'string' ||
    !/^[\w.+-]+\/[\w.+-]+$/.test(photo.mimeType)
  ) {
    throw new HandsetError(400, 'photo is {mimeType, base64}');
  }
  return { channel, text, photo: { mimeType: photo.mimeType, bytes: Buffer.from(photo.base64, 'base64') }, tap };
}
