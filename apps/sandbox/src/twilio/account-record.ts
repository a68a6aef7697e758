import type { FastifyReply } from 'fastify';
import { cutLine } from '../cut-line.js';
import { delayOf } from '../faults.js';
import type { Network } from '../network.js';
import { TwilioError } from './errors.js';

/** Twilio's Account resource: `active`, `suspended` or `closed`. */
export async function accountRecord(network: Network, sid: string, reply: FastifyReply): Promise<object> {
  const struck = network.faults.strike('twilio.account', null);
  await network.agenda.sleep(delayOf(struck));
  const refused = struck.find(({ action }) => action === 'refuse');
  if (refused) throw new TwilioError(refused.code ?? 20003);
  if (struck.some(({ action }) => action === 'drop')) return cutLine(reply);
  return {
    sid,
    owner_account_sid: sid,
    friendly_name: network.options.demo.company,
    status: struck.find(({ action }) => action === 'report')?.says ?? 'active',
    type: 'Full',
    uri: `/2010-04-01/Accounts/${sid}.json`,
  };
}
