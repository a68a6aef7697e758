import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '#libs/contracts';
import { Noted } from '#libs/messaging';
import { HealthWatch } from '../../libs/messaging/src/health/health-watch.service.js';
import { channelOf, healthEventsOf, probed } from '../support/channels.js';
import { post, threadOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { postMeta, postTwilio, twilioText } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());
const newPhone = phones();
const whatsapp = () => channelOf(hub, 'meta', 'whatsapp');
const codeOf = (provider: string, kind: Channel['kind']) => async () =>
  (await channelOf(hub, provider, kind)).healthCode;
/** A notice about the account, at a time of its own. */
let time = 1_790_000_000;
const notice = (field: string, value: object, id = hub.sandbox.whatsapp.wabaId, at = ++time) =>
  postMeta(hub, { object: 'whatsapp_business_account', entry: [{ id, time: at, changes: [{ field, value }] }] });

describe('what a provider says by itself', () => {
  const banned = { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } };

  it('acts at once and holds although the probe is fine, until it is lifted; a repeat changes nothing', async () => {
    const at = ++time;
    expect((await notice('account_update', banned, undefined, at)).status).toBe(200);
    await eventually(async () => (await codeOf('meta', 'whatsapp')()) === 'suspended');
    const { id, healthSince } = await whatsapp();
    await probed(hub, (all) => all.some((c) => c.id === id && c.lastProbeAt! > healthSince));
    expect(await whatsapp()).toMatchObject({ health: 'unhealthy', healthCode: 'suspended' });
    // A warning does not soften it.
    await notice('account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } });
    await notice('account_update', { ...banned, ban_info: { waba_ban_state: 'REINSTATE' } });
    await eventually(async () => (await whatsapp()).health === 'healthy');
    await notice('account_update', banned, undefined, at);
    const jobs = `select from jobs where kind = 'sender.news'`;
    await eventually(async () => (await hub.query(jobs)).length === 0);
    expect((await whatsapp()).health).toBe('healthy');
    expect((await healthEventsOf(hub, id)).map(({ code }) => code)).toEqual([null, 'suspended']);
  });

  it('concerns the account it names and no other', async () => {
    await notice('account_update', banned, '1');
    await eventually(async () => (await hub.query(`select from jobs where kind = 'sender.news'`)).length === 0);
    expect((await whatsapp()).health).toBe('healthy');
  });

  it('is a restriction that ends by itself', async () => {
    const restriction_info = [
      { restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: '2099-01-01T00:00:00+0000' },
    ];
    await notice('account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info });
    await eventually(async () => (await codeOf('meta', 'whatsapp')()) === 'restricted');
    expect((await whatsapp()).offered).toBe(false);
    await hub.query(`update channel_signs set standing_until = now() where standing is not null`);
    await probed(hub, (all) => all.every(({ health }) => health === 'healthy'));
  });

  it('is a warning, and a rating', async () => {
    const alert = { alert_severity: 'CRITICAL', alert_type: 'X', alert_description: 'Verify your business.' };
    await notice('account_alerts', { alert_info: { ...alert, alert_status: 'ACTIVE' } });
    await eventually(async () => (await codeOf('meta', 'whatsapp')()) === 'warned');
    await notice('account_alerts', { alert_info: { ...alert, alert_status: 'RESOLVED' } });
    await eventually(async () => (await whatsapp()).health === 'healthy');
    await misbehave(hub, { on: 'meta.account', action: 'report', says: 'FLAGGED' });
    const display_phone_number = hub.sandbox.whatsapp.number.slice(1);
    await notice('phone_number_quality_update', { display_phone_number, event: 'FLAGGED', current_limit: 'TIER_1K' });
    await eventually(async () => (await codeOf('meta', 'whatsapp')()) === 'quality_low');
    await misbehave(hub);
    await probed(hub, (all) => all.every(({ health }) => health === 'healthy'));
  });
});

describe('webhooks that fail to come', () => {
  it('wrong signatures show that somebody changed the secret; right ones that it is well again', async () => {
    for (let i = 0; i < 4; i++)
      await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, newPhone(), 'x'), 'no');
    await hub.app.get(Noted).flush();
    await probed(hub, (all) => all.every((c) => (c.healthCode === 'signatures_refused') === (c.provider === 'twilio')));
    const text = await channelOf(hub, 'twilio', 'sms');
    expect(text).toMatchObject({ health: 'degraded', offered: true });
    expect((await whatsapp()).health).toBe('healthy');
    for (let i = 0; i < 5; i++) await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, newPhone(), 'y'));
    await hub.app.get(Noted).flush();
    await probed(hub, (all) => all.every(({ health }) => health === 'healthy'));
  });

  it('statuses: yellow after five minutes, well with the next one', async () => {
    // By text: Meta sends a lost status again.
    const person = handset(hub, newPhone());
    await person.write('sms', 'hello');
    const thread = await threadOf(hub, person.phone);
    await misbehave(hub, { on: 'status', action: 'drop' });
    await post(hub, thread.id, 'nobody reports this');
    const unreported = `select from channel_signs where unreported_since is not null`;
    await eventually(async () => {
      await hub.app.get(Noted).flush();
      return (await hub.query(unreported)).length === 1;
    });
    await hub.query(`update channel_signs set unreported_since = now() - interval '6 min'
      where unreported_since is not null`);
    await probed(hub, (all) => all.some(({ healthCode }) => healthCode === 'unreported'));
    expect((await channelOf(hub, 'twilio', 'sms')).offered).toBe(true);
    await misbehave(hub);
    await post(hub, thread.id, 'this one is reported');
    await eventually(async () => {
      await hub.app.get(Noted).flush();
      return (await hub.query(unreported)).length === 0;
    });
    await probed(hub, (all) => all.every(({ health }) => health === 'healthy'));
  });

  it('cost no row each: a hundred webhooks are noted at once', async () => {
    const versions = `select xmin::text as version from channel_signs where channel_id = $1`;
    const { id } = await whatsapp();
    const noted = hub.app.get(Noted);
    // Nothing else writes there meanwhile.
    await noted.onApplicationShutdown();
    await hub.app.get(HealthWatch).onApplicationShutdown();
    const [before] = await hub.query<{ version: string }>(versions, [id]);
    for (let i = 0; i < 100; i++) noted.webhook(id, 'message');
    const [during] = await hub.query<{ version: string }>(versions, [id]);
    expect(during).toEqual(before);
    await noted.flush();
    const [after] = await hub.query<{ version: string }>(versions, [id]);
    expect(after).not.toEqual(before);
  });
});
