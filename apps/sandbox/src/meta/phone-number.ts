import type { FastifyReply } from 'fastify';
import { cutLine } from '../cut-line.js';
import { delayOf } from '../faults.js';
import type { Network } from '../network.js';
import { GraphError } from './errors.js';

const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'];

/** The number's own record, by which a business sees how it is. */
export async function phoneNumber(network: Network, reply: FastifyReply): Promise<object> {
  const { phoneNumberId, number } = network.options.carrier.whatsapp;
  const struck = network.faults.strike('meta.account', null);
  await network.agenda.sleep(delayOf(struck));
  const refused = struck.find(({ action }) => action === 'refuse');
  if (refused) throw new GraphError(refused.code ?? 190);
  if (struck.some(({ action }) => action === 'drop')) return cutLine(reply);
  const said = struck.flatMap(({ action, says }) => (action === 'report' && says ? [says] : []));
  return {
    id: phoneNumberId,
    display_phone_number: number,
    verified_name: network.options.demo.company,
    quality_rating: said.find((word) => QUALITIES.includes(word)) ?? 'GREEN',
    status: said.find((word) => !QUALITIES.includes(word)) ?? 'CONNECTED',
  };
}
