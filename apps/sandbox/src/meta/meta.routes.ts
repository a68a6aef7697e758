import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { cutLine } from '../cut-line.js';
import { delayOf } from '../faults.js';
import { userIdOf } from '../ids.js';
import type { Network } from '../network.js';
import type { MediaFiles } from '../state/media-files.js';
import { same } from '../twilio/accounts.js';
import { serveMedia } from '../twilio/media.routes.js';
import { GraphError } from './errors.js';
import { phoneNumber } from './phone-number.js';
import { readSend } from './send.js';
import { uploadRoute } from './upload.routes.js';
import { templateRoutes } from './templates.routes.js';

/** As long as Meta's own media addresses live. */
const LINK_MS = 5 * 60 * 1000;

type Json = Record<string, unknown>;

/** Meta's Graph API, as far as a hub needs it. */
export function metaRoutes(network: Network, files: MediaFiles): FastifyPluginAsync {
  return async (app) => {
    app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      if (error instanceof GraphError) return reply.code(error.status).send(error.body);
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error(error);
      const known = new GraphError(status < 500 ? 100 : 131000, error.message);
      return reply.code(status).send(known.body);
    });
    app.setNotFoundHandler((_request, reply) => reply.code(400).send(new GraphError(100).body));
    app.addHook('onRequest', async (request) => {
      const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const [revoked] = network.faults.strike('meta.auth', null);
      if (revoked || !same(token, network.options.carrier.whatsapp.accessToken)) {
        throw new GraphError(revoked?.code ?? 190);
      }
    });
    sendRoute(app, network);
    templateRoutes(app, network);
    mediaRoutes(app, network, files);
    uploadRoute(app, network, files);
  };
}

function sendRoute(app: FastifyInstance, network: Network): void {
  const { faults, options, state } = network;
  const { phoneNumberId, wabaId } = options.carrier.whatsapp;
  const phoneOf = (userId: string) => {
    const phones = new Set([...state.messages.values()].map(({ phone }) => phone));
    return [...phones].find((phone) => userIdOf(wabaId, phone) === userId) ?? null;
  };

  app.post<{ Params: { id: string } }>('/:version/:id/messages', async (request, reply) => {
    if (request.params.id !== phoneNumberId) throw new GraphError(100, 'Object does not exist.', 33);
    const body = jsonOf(request);
    if (body.status === 'read') return markRead(network, body);
    const message = readSend(body, network.templates.of('meta'), phoneOf, state.uploads, Date.now());
    const { phone } = message;
    const struck = faults.strike('meta.send', phone);
    const refused = struck.find(({ action }) => action === 'refuse');
    if (refused) {
      await network.agenda.sleep(delayOf(struck));
      throw new GraphError(refused.code ?? 131026);
    }
    const later = struck.find(({ action }) => action === 'fail_later');
    // Accepted with 200, and reported as failed afterwards: that is how Meta says that the window is closed.
    const closed = message.template === null && !state.windowIsOpen('whatsapp', phone, message.createdAt);
    const failsWith = later ? (later.code ?? 131026) : closed ? 131047 : null;
    await network.accept(message, { failsWith, reordered: faults.strikesOrder(phone) });
    await network.agenda.sleep(delayOf(struck));
    if (struck.some(({ action }) => action === 'drop')) return cutLine(reply);
    const contact = { input: body.to ?? body.recipient, wa_id: phone.slice(1), user_id: userIdOf(wabaId, phone) };
    return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: message.id }] };
  });
}

/** Read receipts, with or without a typing indicator. */
async function markRead(network: Network, body: Json): Promise<object> {
  const message = network.state.messages.get(String(body.message_id));
  if (!message || message.channel !== 'whatsapp') throw new GraphError(100, 'The message does not exist.');
  await network.readByCompany(message);
  return { success: true };
}

/** First the address, then, with the same bearer, the bytes. */
function mediaRoutes(app: FastifyInstance, network: Network, files: MediaFiles): void {
  const { phoneNumberId } = network.options.carrier.whatsapp;

  app.get<{ Params: { id: string }; Querystring: { phone_number_id?: string } }>('/:version/:id', (request, reply) => {
    const { id } = request.params;
    if (id === phoneNumberId) return phoneNumber(network, reply);
    const asked = request.query.phone_number_id;
    const found = find(network, id);
    if (!found || (asked && asked !== phoneNumberId)) throw new GraphError(100, 'Object does not exist.', 33);
    const { media } = found;
    const base = request.url.slice(0, request.url.indexOf('/graph/'));
    const url = `${request.protocol}://${request.host}${base}/graph/attachments/${id}/${Date.now() + LINK_MS}`;
    return {
      messaging_product: 'whatsapp',
      url,
      mime_type: media.mimeType,
      sha256: media.sha256,
      file_size: media.bytes,
      id,
    };
  });

  app.get<{ Params: { id: string; until: string } }>('/attachments/:id/:until', async (request, reply) => {
    const found = find(network, request.params.id);
    if (!found || Number(request.params.until) < Date.now()) return reply.code(404).send();
    return serveMedia(reply, network, found.phone, found.media.mimeType, await files.read(found.media));
  });
}

function find(network: Network, id: string) {
  for (const message of network.state.messages.values()) {
    const media = message.channel === 'whatsapp' && message.media.find((known) => known.id === id);
    if (media) return { media, phone: message.phone };
  }
  return null;
}

function jsonOf(request: FastifyRequest): Json {
  const { body } = request;
  if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && !Array.isArray(body)) {
    // Graph also takes forms.
    return body instanceof URLSearchParams ? Object.fromEntries(body) : (body as Json);
  }
  throw new GraphError(100, 'The body must be a JSON object.');
}
