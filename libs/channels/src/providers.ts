import { readUrl } from '#libs/platform';
import type { Provider } from './contract/index.js';
import { meta } from './meta/index.js';
import { twilio } from './twilio/index.js';

const realAddresses = {
  twilio: 'https://api.twilio.com',
  twilioContent: 'https://content.twilio.com',
  meta: 'https://graph.facebook.com',
};

/** Every provider by its name. A variable wins over the sandbox, while that is on, and both over the provider's own address. */
export function providersFromEnv(urls: Readonly<Record<string, string>>, sandboxUrl?: string) {
  const addressIn = (name: string, emulated: string): string | undefined => {
    if (urls[name] !== undefined) return readUrl(name, urls[name]);
    return sandboxUrl && sandboxUrl + emulated;
  };
  // One address in place of Twilio's stands for all its hosts: their paths never meet.
  const ownTwilio = addressIn('TWILIO_API_URL', '/twilio');
  const providers: Provider[] = [
    twilio({
      apiUrl: ownTwilio ?? realAddresses.twilio,
      contentUrl: ownTwilio ?? realAddresses.twilioContent,
    }),
    meta({ graphUrl: addressIn('META_GRAPH_URL', '/graph') ?? realAddresses.meta }),
  ];
  return new Map(providers.map((provider) => [provider.name, provider]));
}
