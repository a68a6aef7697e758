import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { cutLine } from '../cut-line.js';
import { delayOf } from '../faults.js';
import type { MediaFiles } from '../state/media-files.js';
import type { Network } from '../network.js';
import { same } from './accounts.js';
import { TwilioError } from './errors.js';
import { messageOf } from './messages.routes.js';

/** As long as Twilio's own links live. */
const LINK_MS = 4 * 3600 * 1000;

/** The media of a message: behind Basic auth a redirect to an open, signed, short-lived address. */
export function mediaRoutes(app: FastifyInstance, network: Network): void {
  app.get<{ Params: { sid: string; mid: string } }>('/Messages/:mid/Media.json', (request) => {
    const { sid, mid } = request.params;
    const uri = `/2010-04-01/Accounts/${sid}/Messages/${mid}/Media`;
    const media_list = messageOf(network, sid, mid).media.map(({ id, mimeType }) => ({
      sid: id,
      account_sid: sid,
      parent_sid: mid,
      content_type: mimeType,
      uri: `${uri}/${id}.json`,
    }));
    return { media_list, page: 0, page_size: 50, uri: `${uri}.json`, next_page_uri: null };
  });

  app.get<{ Params: { sid: string; mid: string; meid: string } }>(
    '/Messages/:mid/Media/:meid',
    async (request, reply) => {
      const { sid, mid, meid } = request.params;
      const message = messageOf(network, sid, mid);
      if (!message.media.some(({ id }) => id === meid)) throw new TwilioError(20404);
      const link = `${mid}/${meid}/${Date.now() + LINK_MS}`;
      // Relative to the origin that was asked, so that it is reachable wherever this one was.
      const base = request.url.slice(0, request.url.indexOf('/2010-04-01/'));
      return reply
        .code(307)
        .header('location', `${base}/cdn/${link}/${signatureOf(network, link)}`)
        .send();
    },
  );
}

/** What the redirect leads to. Nothing but the address is asked for. */
export function cdnRoute(app: FastifyInstance, network: Network, files: MediaFiles): void {
  app.get<{ Params: Record<'mid' | 'meid' | 'until' | 'signature', string> }>(
    '/cdn/:mid/:meid/:until/:signature',
    async (request, reply) => {
      const { mid, meid, until, signature } = request.params;
      const valid = same(signature, signatureOf(network, `${mid}/${meid}/${until}`)) && Number(until) > Date.now();
      const message = network.state.messages.get(mid);
      const media = message?.media.find(({ id }) => id === meid);
      if (!valid || !message || !media)
        return reply.code(403).type('application/xml').send('<Error>AccessDenied</Error>');
      return serveMedia(reply, network, message.phone, media.mimeType, await files.read(media));
    },
  );
}

/** The bytes, unless the carrier is to misbehave. */
export async function serveMedia(
  reply: FastifyReply,
  network: Network,
  phone: string,
  mimeType: string,
  bytes: Buffer,
): Promise<FastifyReply> {
  const struck = network.faults.strike('media', phone);
  await network.agenda.sleep(delayOf(struck));
  const refused = struck.find(({ action }) => action === 'refuse');
  if (refused) return reply.code(refused.code ?? 503).send();
  const headers = { 'content-type': mimeType, 'content-length': String(bytes.length) };
  if (struck.some(({ action }) => action === 'drop')) {
    return cutLine(reply, { headers, bytes: bytes.subarray(0, bytes.length / 2) });
  }
  return reply.headers(headers).send(bytes);
}

function signatureOf(network: Network, link: string): string {
  return createHmac('sha256', network.options.carrier.sms.authToken).update(link).digest('hex');
}
