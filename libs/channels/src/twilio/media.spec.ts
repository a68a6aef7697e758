import { expect, it } from 'vitest';
import type { ChannelAccount } from '../contract/index.js';
import { readAll, wireServer } from '../kit/wire-server.js';
import { twilio } from './index.js';

const account = { settings: { accountSid: 'AC11' }, secrets: { authToken: 'secret' } } as unknown as ChannelAccount;

it('comes from the API with credentials, by way of a redirect', async () => {
  const wire = await wireServer((response, { url }) => {
    if (url === '/file') response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end('bytes');
    else response.writeHead(307, { Location: '/file' }).end();
  });
  try {
    const { mimeType, stream } = await twilio({ apiUrl: wire.origin }).fetchMedia(account, {
      url: `${wire.origin}/Media/ME1`,
    });
    expect([mimeType, (await readAll(stream)).toString()]).toEqual(['image/jpeg', 'bytes']);
    expect(wire.seen[0]?.headers.authorization).toBe('Basic ' + Buffer.from('AC11:secret').toString('base64'));
    wire.behaviour = (response) => void response.writeHead(404).end();
    await expect(
      twilio({ apiUrl: wire.origin }).fetchMedia(account, { url: `${wire.origin}/x` }),
    ).rejects.toMatchObject({ retriable: true });
  } finally {
    await wire.close();
  }
});

it.each([
  'https://s3-external-1.amazonaws.com/evil/x',
  'https://bucket.s3.amazonaws.com/x',
  'http://api.twilio.com/x',
  'https://twiliocdn.com/x',
])('%s is nobody we ask', async (url) => {
  const failure = twilio({ apiUrl: 'https://api.twilio.com' }).fetchMedia(account, { url });
  await expect(failure).rejects.toMatchObject({ name: 'MediaError', retriable: false });
});
