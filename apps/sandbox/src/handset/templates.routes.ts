import type { FastifyInstance } from 'fastify';
import { Deliveries } from '../deliveries.js';
import { metaTemplateChanges } from '../meta/webhook-bodies.js';
import type { Network } from '../network.js';
import type { OwedDelivery } from '../state/records.js';
import { TEMPLATE_PROVIDERS, TEMPLATE_STATUSES, type TemplateChange } from '../templates.js';
import { HandsetError } from './errors.js';

/** What the providers think of templates, and letting them change their mind. Only Meta tells of it by webhook. */
export function templateRoutes(app: FastifyInstance, network: Network): void {
  app.get('/templates', () => ({ meta: network.templates.of('meta'), twilio: network.templates.of('twilio') }));

  app.put('/templates', async (request, reply) => {
    const change = readChange(request.body);
    const changed = network.templates.change(change);
    if (change.provider === 'meta') {
      const { whatsapp } = network.options.carrier;
      const bodies = changed.flatMap(({ before, after }) => metaTemplateChanges(whatsapp, before, after));
      for (const body of bodies) await tell(network, body);
    }
    return reply.code(204).send();
  });
}

async function tell(network: Network, body: string): Promise<void> {
  const url = network.hub.publicly('/webhooks/meta/whatsapp');
  const what: Omit<OwedDelivery, 'id' | 'notBefore' | 'since'> = {
    signer: 'meta',
    kind: 'template',
    phone: '',
    url,
    body,
  };
  const owed = Deliveries.owe(what, Date.now());
  await network.ledger.append({ op: 'owed', owed });
  network.deliveries.start(owed);
}

function readChange(body: unknown): TemplateChange {
  const change = (body ?? {}) as Partial<TemplateChange>;
  const known =
    TEMPLATE_PROVIDERS.includes(change.provider as TemplateChange['provider']) &&
    typeof change.name === 'string' &&
    (change.status === undefined || TEMPLATE_STATUSES.includes(change.status));
  if (!known) {
    throw new HandsetError(
      400,
      `{provider, name, language?, status?, quality?, category?, reason?, gone?} is expected`,
    );
  }
  return change as TemplateChange;
}
