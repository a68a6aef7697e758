import type { FastifyInstance } from 'fastify';
import type { Network } from '../network.js';
import type { Call } from '../voice/call.js';
import { callView, pastCallView } from '../voice/call.view.js';
import type { Exchange } from '../voice/exchange.js';
import { HandsetError } from './errors.js';
import { phoneOf } from './phone.js';

type OfCall = { Params: { sid: string } };

/** Ringing the company, and what can be done during a call. */
export function callRoutes(app: FastifyInstance, network: Network, exchange: Exchange): void {
  const { number } = network.options.carrier.voice;
  const view = (call: Call) => callView(call, number, exchange.queues);

  app.post<{ Body: { from?: unknown; pace?: unknown } | null }>('/calls', async (request, reply) => {
    const { from, pace } = request.body ?? {};
    if (typeof from !== 'string') throw new HandsetError(400, 'from is a phone number, or anonymous');
    if (pace !== undefined && !(typeof pace === 'number' && pace >= 0 && pace <= 1000)) {
      throw new HandsetError(400, 'pace is milliseconds per spoken character, 0 to 1000');
    }
    const call = await exchange.ring(phoneOf(from), pace);
    return reply.code(201).send(view(call));
  });

  app.get<OfCall>('/calls/:sid', (request) => {
    const { sid } = request.params;
    const call = exchange.find(sid);
    if (call) return view(call);
    const past = network.state.calls.get(sid);
    if (!past) throw new HandsetError(404, 'There is no such call.');
    return pastCallView(past, number);
  });

  app.post<OfCall & { Body: { digits?: unknown } | null }>('/calls/:sid/digits', (request) => {
    const digits = request.body?.digits;
    if (typeof digits !== 'string' || !/^[0-9*#]+$/.test(digits))
      throw new HandsetError(400, 'digits are 0-9, * and #');
    const call = live(exchange, request.params.sid);
    const heard = call.press(digits);
    return { ...view(call), heard };
  });

  app.post<OfCall & { Body: { text?: unknown } | null }>('/calls/:sid/speech', (request) => {
    const text = request.body?.text;
    if (typeof text !== 'string' || text.trim() === '') throw new HandsetError(400, 'text is what the caller says');
    const call = live(exchange, request.params.sid);
    const heard = call.say(text.trim());
    return { ...view(call), heard };
  });

  app.post<OfCall & { Body: { by?: unknown } | null }>('/calls/:sid/hangup', (request) => {
    const call = live(exchange, request.params.sid);
    call.hangUp(request.body?.by === 'person' ? 'person' : 'caller');
    return view(call);
  });

  app.post<OfCall>('/calls/:sid/answer', (request) => {
    const call = live(exchange, request.params.sid);
    if (!call.answer()) throw new HandsetError(409, 'Nobody is waiting on this call.');
    return view(call);
  });
}

function live(exchange: Exchange, sid: string): Call {
  const call = exchange.find(sid);
  if (!call) throw new HandsetError(404, 'There is no such call.');
  if (call.status === 'completed') throw new HandsetError(409, 'This call is over.');
  return call;
}
