import type { Provider } from './contract/index.js';
import { meta } from './meta/index.js';
import { twilio } from './twilio/index.js';

const realAddresses = {
  twilio: 'https://api.twilio.com',
  twilioContent: 'https://content.twilio.com',
  meta: 'https://graph.facebook.com',
};

/**
 * Every provider by its name. `env` wins over `defaults` (the sandbox's addresses, while it is on), which win over the
 * providers' own.
 */
export function providersFromEnv(
  env: { TWILIO_API_URL?: string | undefined; META_GRAPH_URL?: string | undefined },
  defaults: { twilio?: string | undefined; meta?: string | undefined } = {},
): ReadonlyMap<string, Provider> {
  // One address in place of Twilio's stands for all its hosts: their paths never meet.
  const ownTwilio = env.TWILIO_API_URL || defaults.twilio;
  const providers = [
    twilio({
      apiUrl: ownTwilio || realAddresses.twilio,
      contentUrl: ownTwilio || realAddresses.twilioContent,
    }),
    meta({ graphUrl: env.META_GRAPH_URL || defaults.meta || realAddresses.meta }),
  ];
  return new Map(providers.map((provider) => [provider.name, provider]));
}
