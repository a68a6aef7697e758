import type { FastifyInstance } from 'fastify';
import { cutLine } from '../cut-line.js';
import { delayOf } from '../faults.js';
import type { Network } from '../network.js';
import type { TwilioSender } from '../options.js';
import type { HandsetChannel, MessageRecord } from '../state/records.js';
import { TwilioError } from './errors.js';
import type { MediaFiles } from '../state/media-files.js';
import { fetchLinks } from './fetch-links.js';
import { messageResource } from './message-resource.js';
import { readSend, templateFault } from './send.js';
import { addressOf } from './webhook-bodies.js';

type OfAccount = { Params: { sid: string } };
type OfMessage = { Params: { sid: string; mid: string } };

/** Sending, listing and looking up messages, below /Accounts/:sid. */
export function messageRoutes(app: FastifyInstance, network: Network, files: MediaFiles): void {
  const { faults, options, state } = network;

  app.post<OfAccount>('/Messages.json', async (request, reply) => {
    if (!(request.body instanceof URLSearchParams)) throw new TwilioError(20001);
    const templates = network.templates.of('twilio');
    const message = readSend(request.body, request.params.sid, options, templates, state, Date.now());
    const struck = faults.strike('twilio.send', addressOf(message));
    const refused = struck.find(({ action }) => action === 'refuse');
    if (refused) {
      await network.agenda.sleep(delayOf(struck));
      throw new TwilioError(refused.code ?? 21211);
    }
    const later = struck.find(({ action }) => action === 'fail_later');
    const fetched = await fetchLinks(message.links, files);
    if (fetched) Object.assign(message, { media: fetched, links: [] });
    const unfetched = message.channel === 'sms' ? 11200 : 63019;
    await network.accept(message, {
      failsWith: later
        ? (later.code ?? (message.channel === 'sms' ? 30005 : 63024))
        : fetched
          ? templateFault(request.body, templates)
          : unfetched,
      reordered: faults.strikesOrder(message.phone),
    });
    await network.agenda.sleep(delayOf(struck));
    if (struck.some(({ action }) => action === 'drop')) return cutLine(reply);
    return reply.code(201).send(resource(network, { ...message, status: 'queued' }));
  });

  app.get<OfAccount & { Querystring: Record<string, string> }>('/Messages.json', (request) => {
    const { sid } = request.params;
    const size = Math.min(Math.max(Number(request.query.PageSize) || 50, 1), 1000);
    const page = Math.max(Number(request.query.Page) || 0, 0);
    const found = [...state.messages.values()]
      .filter((message) => senderOf(network, message)?.accountSid === sid && matches(network, message, request.query))
      .sort((a, b) => b.createdAt - a.createdAt);
    const uri = (n: number) => {
      const query = new URLSearchParams({ ...request.query, PageSize: String(size), Page: String(n) });
      return `/2010-04-01/Accounts/${sid}/Messages.json?${query.toString()}`;
    };
    return {
      messages: found.slice(page * size, (page + 1) * size).map((message) => resource(network, message)),
      page,
      page_size: size,
      start: page * size,
      end: Math.max(0, Math.min(found.length, (page + 1) * size) - 1),
      uri: uri(page),
      first_page_uri: uri(0),
      previous_page_uri: page > 0 ? uri(page - 1) : null,
      next_page_uri: found.length > (page + 1) * size ? uri(page + 1) : null,
    };
  });

  app.get<OfMessage>('/Messages/:mid.json', (request) => {
    return resource(network, messageOf(network, request.params.sid, request.params.mid));
  });
}

/** A message of this account. Throws 20404. */
export function messageOf(network: Network, accountSid: string, id: string): MessageRecord {
  const message = network.state.messages.get(id);
  if (!message || senderOf(network, message)?.accountSid !== accountSid) throw new TwilioError(20404);
  return message;
}

function resource(network: Network, message: MessageRecord): object {
  const sender = senderOf(network, message);
  if (!sender) throw new TwilioError(20404);
  return messageResource(sender, message);
}

function senderOf(network: Network, { channel }: { channel: HandsetChannel }): TwilioSender | null {
  const { sms, whatsappTwilio } = network.options.carrier;
  if (channel === 'whatsapp') return null;
  return channel === 'sms' ? sms : whatsappTwilio;
}

/** DateSent is a day (GMT) or a moment; with `>` or `<` in the key (`DateSent>=…`) it is a bound, itself included. */
function matches(network: Network, message: MessageRecord, query: Record<string, string>): boolean {
  const company = senderOf(network, message)?.number ?? '';
  const handset = addressOf(message);
  const [from, to] = message.direction === 'inbound' ? [handset, company] : [company, handset];
  if ((query.To && query.To !== to) || (query.From && query.From !== from)) return false;
  const sent = new Date(message.createdAt).toISOString();
  const on = query.DateSent;
  const after = query['DateSent>'];
  const before = query['DateSent<'];
  if (on && !sent.startsWith(on.slice(0, 10))) return false;
  if (after && comparable(sent, after) < comparable(after, after)) return false;
  return !(before && comparable(sent, before) > comparable(before, before));
}

function comparable(moment: string, bound: string): number {
  return Date.parse(bound.length <= 10 ? moment.slice(0, 10) : moment);
}
