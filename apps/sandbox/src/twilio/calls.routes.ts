import type { FastifyInstance } from 'fastify';
import type { Network } from '../network.js';
import type { CallRecord } from '../state/records.js';
import type { Call } from '../voice/call.js';
import type { Exchange } from '../voice/exchange.js';
import type { Step } from '../voice/interruption.js';
import { parseTwiml, TwimlError } from '../voice/twiml.js';
import { TwilioError } from './errors.js';
import { twilioDate } from './message-resource.js';

type OfCall = { Params: { sid: string; csid: string } };

/** Live calls: look one up, send it elsewhere, end it; or fetch a member out of a queue. Below /Accounts/:sid. */
export function callRoutes(app: FastifyInstance, network: Network, exchange: Exchange): void {
  app.get<OfCall>('/Calls/:csid.json', (request) => {
    const record = recordOf(network, request.params);
    return callResource(network, record, exchange.find(record.sid));
  });

  app.post<OfCall>('/Calls/:csid.json', (request) => {
    const record = recordOf(network, request.params);
    const form = request.body;
    if (!(form instanceof URLSearchParams)) throw new TwilioError(20001);
    const call = liveCall(exchange, record.sid);
    const status = form.get('Status');
    if (status === 'completed' || status === 'canceled') call.hangUp('line');
    else call.redirect(readTarget(form));
    return callResource(network, record, call);
  });

  app.post<{ Params: { sid: string; qsid: string; csid: string } }>('/Queues/:qsid/Members/:csid.json', (request) => {
    const record = recordOf(network, request.params);
    const form = request.body;
    if (!(form instanceof URLSearchParams)) throw new TwilioError(20001);
    const call = liveCall(exchange, record.sid);
    const { place } = call;
    if (place?.sid !== request.params.qsid) throw new TwilioError(20404);
    const position = exchange.queues.positionOf(place);
    call.redirect(readTarget(form));
    return {
      call_sid: call.sid,
      queue_sid: place.sid,
      position,
      wait_time: Math.floor((Date.now() - place.since) / 1000),
      date_enqueued: twilioDate(place.since),
      uri: request.url,
    };
  });
}

function recordOf(network: Network, { sid, csid }: { sid: string; csid: string }): CallRecord {
  const record = network.state.calls.get(csid);
  if (!record || sid !== network.options.carrier.voice.accountSid) throw new TwilioError(20404);
  return record;
}

function liveCall(exchange: Exchange, sid: string): Call {
  const call = exchange.find(sid);
  if (!call || call.status === 'completed') throw new TwilioError(21220);
  return call;
}

function readTarget(form: URLSearchParams): Step {
  const twiml = form.get('Twiml');
  const url = form.get('Url') ?? '';
  if (twiml === null && !/^https?:\/\/[^/]/.test(url)) throw new TwilioError(21205);
  if (twiml === null) return { go: 'fetch', url, method: form.get('Method') === 'GET' ? 'GET' : 'POST', params: {} };
  try {
    return { go: 'run', verbs: parseTwiml(twiml), url: 'about:blank' };
  } catch (error) {
    if (error instanceof TwimlError) throw new TwilioError(error.code);
    throw error;
  }
}

function callResource(network: Network, record: CallRecord, call: Call | null): object {
  const { voice } = network.options.carrier;
  const { sid, from, startedAt, endedAt } = record;
  const ended = endedAt ?? null;
  return {
    sid,
    account_sid: voice.accountSid,
    api_version: '2010-04-01',
    from,
    to: voice.number,
    direction: 'inbound',
    status: call?.rejected ?? call?.status ?? 'completed',
    date_created: twilioDate(startedAt),
    date_updated: twilioDate(ended ?? startedAt),
    start_time: twilioDate(startedAt),
    end_time: ended === null ? null : twilioDate(ended),
    duration: ended === null ? null : String(Math.round((ended - startedAt) / 1000)),
    parent_call_sid: null,
    price: null,
    price_unit: 'USD',
    uri: `/2010-04-01/Accounts/${voice.accountSid}/Calls/${sid}.json`,
  };
}
