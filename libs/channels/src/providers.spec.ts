import { ConfigError } from '#libs/platform';
import { expect, it } from 'vitest';
import { providersFromEnv } from './providers.js';

it.each(['TWILIO_API_URL', 'META_GRAPH_URL'])('%s that is no address: one line says so', (name) => {
  for (const address of ['api.example.com', 'ftp://api.example.com']) {
    const start = () => providersFromEnv({ [name]: address });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(new RegExp(`^${name}: must be a URL starting with http:// or https://$`));
  }
  expect(() => providersFromEnv({ [name]: 'https://api.example.com', OTHER_URL: 'nonsense' })).not.toThrow();
});
