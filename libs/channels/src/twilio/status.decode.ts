import type { InboundItem, WebhookRequest } from '../contract/index.js';
import { errorOf } from './errors.js';
import { formPairs, queryOf, rawOf, readParameters, required } from './form.js';
import { statusOf } from './status.js';

/**
 * A status callback (providers.md 2.3). They come unordered, and the first can overtake the answer to the send, which
 * is why our own reference travels in the query. ChannelToAddress is masked and is never read.
 */
export function decodeStatus(request: Pick<WebhookRequest, 'url' | 'body' | 'receivedAt'>): InboundItem[] {
  const parameters = readParameters(request);
  const providerMessageId = required(parameters, 'MessageSid');
  const from = parameters.get('From');
  const routeKey = from ? `${required(parameters, 'AccountSid')}/${from}` : null;
  const word = required(parameters, parameters.get('MessageStatus') ? 'MessageStatus' : 'SmsStatus').toLowerCase();
  const key = `${providerMessageId}/${word}`;
  const raw = rawOf(parameters);
  const status = statusOf(word);
  if (status === null) return [{ kind: 'notice', name: `status.${word}`, key, routeKey, raw }];
  const errorCode = parameters.get('ErrorCode') || null;
  return [
    {
      kind: 'status',
      key,
      routeKey,
      raw,
      providerMessageId,
      ref: formPairs(queryOf(request.url)).find(([name]) => name === 'ref')?.[1] || null,
      status,
      at: request.receivedAt,
      error: status === 'failed' ? errorOf(errorCode, parameters.get('ChannelStatusMessage')) : null,
    },
  ];
}
