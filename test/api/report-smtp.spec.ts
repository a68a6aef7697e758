import { describe, expect, it } from 'vitest';
import type { Problem } from '#libs/contracts';
import { problem } from '../support/conversations.js';
import { startMailServer } from '../support/mail-server.js';
import { signIn } from '../support/people.js';
import { scheduleRig } from '../support/report-schedules.js';

const rig = scheduleRig();
const { closing, smtp } = rig;

describe('the mail server', () => {
  it('is set by administrators; its password is told to nobody and leaves no other way', async () => {
    const secret = 'correct horse battery';
    const strict = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      authMethods: ['PLAIN'],
      onAuth: ({ username, password }, _, done) =>
        username === 'hub' && password === secret ? done(null, { user: username }) : done(new Error('No')),
    });
    closing.push(() => strict.stop());
    const { body } = await smtp({ port: strict.port, user: 'hub', password: secret });
    expect(body.settings).toMatchObject({ user: 'hub', hasPassword: true });
    expect(JSON.stringify(body)).not.toContain(secret);
    const [row] = await rig.hub.query<{ password: Buffer }>('select password from report_smtp');
    expect(row!.password.toString('latin1')).not.toContain('horse');
    const test = () => rig.hub.api<Problem>('POST', '/api/v1/reports/smtp/test', { to: 'ada@example.com' });
    expect((await test()).status).toBe(204);
    expect(strict.mails[0]!.subject).toBe('Shiftline can send mail');
    // Left out it stays, as long as it is for the same server and user.
    expect((await smtp({ port: strict.port, user: 'hub' })).body.settings.hasPassword).toBe(true);
    expect((await smtp({ host: 'localhost', port: strict.port, user: 'hub' })).body.settings.hasPassword).toBe(false);
    await smtp({ port: strict.port, user: 'hub', password: 'wrong' });
    const refused = await test();
    expect([refused.status, problem(refused.body)]).toEqual([502, 'mail-not-sent']);
    expect(refused.body.detail).toMatch(/refused the user or the password/);
    const supervisor = await signIn(rig.hub, 'supervisor');
    const asked = await rig.hub.api('PUT', '/api/v1/reports/smtp', {}, supervisor);
    expect(asked.status).toBe(403);
  });

  it('without TLS is no server where TLS is asked for', async () => {
    await smtp({ tls: 'starttls' });
    const refused = await rig.hub.api<Problem>('POST', '/api/v1/reports/smtp/test', { to: 'ada@example.com' });
    expect(refused.status).toBe(502);
    expect(rig.server.mails).toEqual([]);
  });
});
