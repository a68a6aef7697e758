import { describe, expect, it } from 'vitest';
import { UndecodableError } from '../contract/index.js';
import { decodeEnvelope } from './envelope.decode.js';
import { change, decode, envelope, head, messages, receivedAt } from './testing/envelopes.js';

describe('a batch', () => {
  it('keeps the good beside the bad', () => {
    const good = { ...head, type: 'text', text: { body: 'Hi' } };
    const items = messages(null, good, { ...head, id: 'wamid.A2', type: 'text' }, { ...good, id: undefined }, 'x', {
      ...good,
      id: 'wamid.A3',
    });
    expect(
      items.map((item) =>
        item.kind === 'message' ? `${item.key} ${item.type}` : `${item.kind} ${'name' in item ? item.name : ''}`,
      ),
    ).toEqual([
      'notice malformed',
      'wamid.A1 text',
      'wamid.A2 unsupported',
      'notice malformed',
      'notice malformed',
      'wamid.A3 text',
    ]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(6);
  });

  it('of several entries, changes, messages and statuses', () => {
    const text = (id: string) => ({ ...head, id, type: 'text', text: { body: id } });
    const status = { id: 'wamid.B', status: 'read', timestamp: '1790000000' };
    const one = envelope(
      change({ messages: [text('1'), text('2')] }),
      change({ statuses: [status], errors: [{ code: 130429 }] }),
    );
    const two = envelope(change({ messages: [text('3')] }));
    const items = decode({ ...one, entry: [...one.entry, null, ...two.entry] });
    expect(items.map(({ kind }) => kind)).toEqual(['message', 'message', 'status', 'notice', 'message']);
  });
});

describe('statuses', () => {
  const status = (part: Record<string, unknown>) =>
    decode(envelope(change({ statuses: [{ id: 'wamid.B', timestamp: '1790000000', ...part }] })))[0];

  it.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
    ['failed', 'failed'],
  ])('%s is %s', (word, ours) => {
    expect(status({ status: word, biz_opaque_callback_data: 'r1' })).toMatchObject({
      kind: 'status',
      key: `wamid.B/${word}`,
      providerMessageId: 'wamid.B',
      ref: 'r1',
      status: ours,
      at: new Date(1790000000_000),
      routeKey: '100200',
    });
  });

  it.each([
    [130472, 'policy_stop'],
    [131026, 'recipient_unreachable'],
    [131047, 'window_closed'],
    [131050, 'opted_out'],
    [132015, 'template_unavailable'],
    [131053, 'content_invalid'],
    [131042, 'misconfigured'],
    [190, 'unauthorized'],
    [200, 'unauthorized'],
    [131056, 'rate_limited'],
    [131000, 'provider_unavailable'],
    [999999, 'unknown'],
  ])('error %d is %s', (code, ours) => {
    const errors = [{ code, title: 'T', error_data: { details: 'D' } }];
    expect(status({ status: 'failed', errors })).toMatchObject({
      error: { code: ours, providerCode: String(code), message: 'T: D' },
    });
  });

  it.each([
    [{ status: 'deleted' }, 'status.deleted'],
    [{ status: 'RINGING', type: 'call' }, 'status.call'],
    [{}, 'malformed'],
    [{ id: null, status: 'sent' }, 'malformed'],
  ])('%j is a notice', (part, name) => expect(status(part)).toMatchObject({ kind: 'notice', name }));
});

describe('notices', () => {
  it.each([
    [{ type: 'system', system: { type: 'customer_identity_changed' } }, 'customer_identity_changed'],
    [{ type: 'system', system: { type: 'user_changed_user_id' } }, 'user_changed_user_id'],
    [{ type: 'request_welcome' }, 'request_welcome'],
    [
      {
        type: 'interactive',
        interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } },
      },
      'call_permission_reply',
    ],
    [{ type: 'text', text: { body: 'a' }, group_id: 'g' }, 'group_message'],
  ])('%j', (part, name) =>
    expect(messages({ ...head, ...part })).toMatchObject([{ kind: 'notice', name, routeKey: '100200' }]),
  );

  it.each([
    'user_id_update',
    'calls',
    'message_template_status_update',
    'account_alerts',
    'group_lifecycle_update',
    'tomorrow',
  ])('%s', (field) => {
    const value = { field, value: { event: 'X' } };
    expect(decode(envelope(value))).toMatchObject([
      { kind: 'notice', name: field, routeKey: null, raw: { field, item: { event: 'X' } } },
    ]);
    expect(decode(envelope(value))[0]?.key).toBe(decode(envelope(value))[0]?.key);
    expect(decode(envelope(value))[0]?.key).not.toBe(decode(envelope({ field, value: { event: 'Y' } }))[0]?.key);
  });

  it('messages without any', () =>
    expect(decode(envelope(change({})))).toMatchObject([{ kind: 'notice', name: 'messages' }]));
});

describe('makes no sense', () => {
  it.each<[string, string, RegExp]>([
    ['nothing', '', /not JSON/],
    ['half', '{"object":', /not JSON/],
    ['a list', '[]', /not an object/],
    ['another object', '{"object":"page","entry":[]}', /"page"/],
    ['no entries', '{"object":"whatsapp_business_account"}', /no entry list/],
    ['empty', '{"object":"whatsapp_business_account","entry":[]}', /empty/],
    ['too deep', `{"object":"whatsapp_business_account","entry":[${'['.repeat(5000)}${']'.repeat(5000)}]}`, /deep/],
  ])('%s', (_, body, reason) => {
    expect(() => decode(body)).toThrow(UndecodableError);
    expect(() => decode(body)).toThrow(reason);
  });

  it('bytes that are not UTF-8', () => {
    const body = Buffer.concat([Buffer.from('{"object":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(() => decodeEnvelope({ body, receivedAt })).toThrow(/UTF-8/);
  });
});
