import type { FastifyPluginAsync } from 'fastify';
import type { MediaFiles } from '../state/media-files.js';
import type { Network } from '../network.js';
import type { Exchange } from '../voice/exchange.js';
import { accountRecord } from './account-record.js';
import { authenticate } from './accounts.js';
import { callRoutes } from './calls.routes.js';
import { TwilioError } from './errors.js';
import { contentRoute } from './content.routes.js';
import { cdnRoute, mediaRoutes } from './media.routes.js';
import { messageRoutes } from './messages.routes.js';

/** Twilio's REST interface, as far as a hub needs it. */
export function twilioRoutes(network: Network, exchange: Exchange, files: MediaFiles): FastifyPluginAsync {
  return async (app) => {
    app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      if (error instanceof TwilioError) {
        if (error.status === 401) void reply.header('www-authenticate', 'Basic realm="Twilio API"');
        return reply.code(error.status).send(error.body);
      }
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error(error);
      return reply.code(status).send({ code: status === 500 ? 20500 : 20001, message: error.message, status });
    });
    app.setNotFoundHandler((_request, reply) => reply.code(404).send(new TwilioError(20404).body));
    cdnRoute(app, network, files);
    const admit = (sid: string, authorization: string | undefined) => {
      const [revoked] = network.faults.strike('twilio.auth', null);
      if (revoked) throw new TwilioError(revoked.code ?? 20003);
      authenticate(network.options.carrier, sid, authorization);
    };
    app.get<{ Params: { sid: string } }>('/2010-04-01/Accounts/:sid.json', (request, reply) => {
      admit(request.params.sid, request.headers.authorization);
      return accountRecord(network, request.params.sid, reply);
    });
    contentRoute(app, network, admit);
    await app.register(
      async (account) => {
        account.addHook('onRequest', async (request) => {
          const { sid } = request.params as { sid: string };
          admit(sid, request.headers.authorization);
        });
        messageRoutes(account, network, files);
        mediaRoutes(account, network);
        callRoutes(account, network, exchange);
      },
      { prefix: '/2010-04-01/Accounts/:sid' },
    );
  };
}
