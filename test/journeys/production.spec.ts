import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Access } from '#libs/access';
import { ConfigError, readConfig } from '#libs/platform';
import { startHub } from '../../apps/hub/src/start.js';
import { freshDatabase } from '../support/database.js';
import { freePort } from '../support/hub.js';

/** A production hub from nothing: no sandbox, nothing offered, and set up by an administrator over the REST API. */
let hub: Awaited<ReturnType<typeof startHub>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let dataDir: string;
let url: string;

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-production-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  hub = await startHub(
    readConfig({
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      SECRET_KEY: 'a-production-secret-of-enough-characters',
      LOG_LEVEL: 'error',
    }),
  );
});
afterAll(async () => {
  await hub.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a production hub', () => {
  it('has no sandbox, no demo company and no demo sign-ins', async () => {
    expect(hub.sandbox).toBeUndefined();
    expect(existsSync(path.join(dataDir, 'sandbox.json'))).toBe(false);
    for (const address of ['/sandbox', '/sandbox/api/demo', '/sandbox/twilio/2010-04-01/Accounts/AC1/Messages.json']) {
      expect((await fetch(url + address)).status).toBe(404);
    }
    expect(await hub.app.get(Access).users()).toEqual([]);
  });

  it('refuses settings that would weaken it, and names them', () => {
    const production = { NODE_ENV: 'production', PUBLIC_URL: url, SECRET_KEY: 'x'.repeat(32), DATA_DIR: dataDir };
    const complaint = (env: NodeJS.ProcessEnv) => {
      try {
        readConfig(env);
        return 'none';
      } catch (error) {
        return error instanceof ConfigError ? error.message : 'another';
      }
    };
    expect(complaint(production)).toBe('none');
    expect(complaint({ ...production, SANDBOX: 'on' })).toMatch(/^SANDBOX: /);
    expect(complaint({ ...production, SECRET_KEY: '' })).toMatch(/^SECRET_KEY: /);
    expect(complaint({ ...production, PUBLIC_URL: '' })).toMatch(/^PUBLIC_URL: /);
    expect(complaint({ ...production, PUBLIC_URL: 'hub.example.com' })).toMatch(/^PUBLIC_URL: /);
  });

  it('is set up over the REST API, and offers nothing until a policy is published', async () => {
    const access = hub.app.get(Access);
    await access.putUser({ email: 'root@example.com', name: 'Root', role: 'admin', password: 'correct horse battery' });
    const key = await access.createApiKey('set-up', 'admin');
    const call = async (method: string, address: string, body?: unknown) => {
      const response = await fetch(`${url}/api/v1${address}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, never> };
    };
    const queues = [{ name: 'support', waitSeconds: 300 }];
    const workspace = { company: 'Acme Gas', language: 'en-GB', defaultQueue: 'support', queues };
    expect((await call('PUT', '/workspace', workspace)).body).toEqual({
      ...workspace,
      keepOriginals: false,
      photoIntents: [],
    });
    const channel = {
      kind: 'sms',
      provider: 'twilio',
      name: 'Text',
      address: '+447700900800',
      settings: { accountSid: `AC${'1'.repeat(32)}` },
      secrets: { authToken: 'secret-token' },
    };
    const made = await call('PUT', '/channels', channel);
    expect(made.body).toMatchObject({ kind: 'sms', health: 'healthy' });
    expect(JSON.stringify(made.body)).not.toContain('secret-token');
    expect((await call('PUT', '/channels', { ...channel, provider: 'nobody' })).status).toBe(400);
    const ring = async (providerCallId: string) => {
      const rung = { providerCallId, from: '+447700900123', to: '+442079460100', waitSeconds: 600 };
      const { id } = (await call('POST', '/calls', rung)).body;
      return (await call('POST', `/calls/${id}/offer`, {})).body;
    };
    expect(await ring('p-1')).toMatchObject({ decision: 'not_offered', reason: 'no_policy', offerId: null });
    const draft = await call('POST', '/policies', { rules: { minWaitSeconds: 60, channels: ['sms'] } });
    await call('POST', `/policies/${draft.body.id}/publish`);
    const offered = await ring('p-2');
    expect(offered).toMatchObject({ decision: 'offered', channels: ['sms'], policyVersion: 1 });
    expect(offered.prompt).toMatch(/Acme Gas.*about 10 minutes/);
    const unreachable = { rules: { minWaitSeconds: 60, channels: ['sms'], personReachable: false } };
    expect((await call('POST', '/policies', unreachable)).status).toBe(400);
  });
});
