import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Access } from '#libs/access';
import { PolicyRules, type Role } from '#libs/contracts';
import { Policies, Workspaces } from '#libs/handoff';
import { Channels } from '#libs/messaging';
import type { Config } from '#libs/platform';
import { seedDemoWork } from './demo-work.js';
import { inviteTemplate } from './demo-templates.js';

export const demoCompany = 'Riverside Water';

const people: { role: Role; name: string; email: string }[] = [
  { role: 'agent', name: 'Ada Okafor', email: 'ada@riverside.example' },
  { role: 'agent', name: 'Ben Castillo', email: 'ben@riverside.example' },
  { role: 'supervisor', name: 'Sofia Lindgren', email: 'sofia@riverside.example' },
  { role: 'admin', name: 'Amir Haddad', email: 'amir@riverside.example' },
];

/** The content of DATA_DIR/sandbox.json: everything a program needs to play customer, provider or administrator. */
export interface SandboxFile {
  url: string;
  apiKey: string;
  users: { role: Role; name: string; email: string; password: string }[];
  voice: { provider: 'twilio'; accountSid: string; authToken: string; number: string };
  sms: { provider: 'twilio'; accountSid: string; authToken: string; number: string };
  whatsapp: {
    provider: 'meta';
    appSecret: string;
    verifyToken: string;
    accessToken: string;
    wabaId: string;
    phoneNumberId: string;
    number: string;
  };
  whatsappTwilio: { provider: 'twilio'; accountSid: string; authToken: string; number: string };
}

/** Made once and kept: a second start has the same sign-ins and credentials. Mode 0600. */
export async function sandboxFile({ dataDir, publicUrl }: Config): Promise<SandboxFile> {
  const file = path.join(dataDir, 'sandbox.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SandboxFile) : newSandbox();
  const content = { ...kept, url: publicUrl };
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return content;
}

function newSandbox(): SandboxFile {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  const digits = () => String(100_000_000_000_000 + randomBytes(6).readUIntBE(0, 6));
  const twilio = { provider: 'twilio' as const, accountSid: `AC${hex(16)}`, authToken: hex(16) };
  // Ofcom keeps these numbers free for drama: nobody's phone rings by mistake.
  return {
    url: '',
    apiKey: `sl_${randomBytes(24).toString('base64url')}`,
    users: people.map((person) => ({ ...person, password: `${hex(3)}-${hex(3)}` })),
    voice: { ...twilio, number: '+442079460100' },
    sms: { ...twilio, number: '+447700900800' },
    whatsapp: {
      provider: 'meta',
      appSecret: hex(16),
      verifyToken: hex(12),
      accessToken: `EAA${hex(24)}`,
      wabaId: digits(),
      phoneNumberId: digits(),
      number: '+447700900801',
    },
    whatsappTwilio: { ...twilio, number: 'whatsapp:+447700900802' },
  };
}

/**
 * The demo company: sign-ins, channels, queue and a published policy; `lively`: with teams, targets, answers and surveys
 * too. The policy comes last, so that a start that was cut short is made up for by the next, and every later one has
 * nothing to do.
 */
export async function seedDemo(app: INestApplicationContext, sandbox: SandboxFile, lively = false): Promise<void> {
  const policies = app.get(Policies);
  const published = (await policies.list()).length > 0;
  // Made anew, the file has other secrets than the channels.
  const { provider, authToken } = sandbox.sms;
  const current = app
    .get(Channels)
    .accounts(provider, false)
    .some(({ secrets }) => secrets.authToken === authToken);
  if (published && current) return;
  const access = app.get(Access);
  const known = new Set((await access.users()).map((user) => user.email));
  for (const user of sandbox.users) if (!known.has(user.email)) await access.putUser(user);
  await access.putApiKey('Sandbox', 'admin', sandbox.apiKey);
  await seedChannels(app.get(Channels), sandbox);
  const queues = [{ name: 'support', waitSeconds: 420 }];
  const company = { company: demoCompany, language: 'en-GB', defaultQueue: 'support', queues };
  await app.get(Workspaces).put({ ...company, keepOriginals: false, photoIntents: [] });
  if (published) return;
  if (lively) await seedDemoWork(app);
  const rules = PolicyRules.parse({ minWaitSeconds: 120, channels: ['whatsapp', 'sms'] });
  await policies.publish((await policies.create(rules)).id);
}

async function seedChannels(channels: Channels, { voice, sms, whatsapp, whatsappTwilio }: SandboxFile): Promise<void> {
  const twilio = ({ accountSid, authToken }: typeof voice) => ({
    provider: 'twilio',
    settings: { accountSid },
    secrets: { authToken },
  });
  const { name, language, text, contentSid } = inviteTemplate;
  const invite = { purpose: 'invite' as const, name, language, text };
  await channels.put({ kind: 'voice', name: 'Main line', address: voice.number, ...twilio(voice) });
  // As quick as a short code: nobody waits a second per text in a demonstration.
  const quick = { ...twilio(sms).settings, sendsPerSecond: '100' };
  await channels.put({ kind: 'sms', name: 'Text', address: sms.number, ...twilio(sms), settings: quick });
  const { appSecret, verifyToken, accessToken, wabaId, phoneNumberId } = whatsapp;
  await channels.put({
    kind: 'whatsapp',
    provider: 'meta',
    name: 'WhatsApp',
    address: whatsapp.number,
    settings: { wabaId, phoneNumberId },
    secrets: { appSecret, verifyToken, accessToken },
    templates: [{ ...invite, providerId: null }],
  });
  await channels.put({
    kind: 'whatsapp',
    name: 'WhatsApp by Twilio',
    address: whatsappTwilio.number.replace('whatsapp:', ''),
    ...twilio(whatsappTwilio),
    templates: [{ ...invite, providerId: contentSid }],
  });
}
