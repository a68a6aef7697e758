import { type ChildProcess, execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Socket } from 'socket.io-client';
import { ask, connectConsole, sessionOf, signIn } from '../consoles.js';
import { freePort, type HubProcess, ownEnvironment, startHubProcess } from '../hub-process.js';
import type { Sender } from '../webhook.js';

export const sender: Sender = {
  appSecret: randomBytes(16).toString('hex'),
  wabaId: '419561257915477',
  phoneNumberId: '106540352242922',
  number: '+447700900801',
};

const cli = fileURLToPath(new URL('../../../apps/cli/src/main.js', import.meta.url));
const admin = 'amir@bench.example';

export interface MetaHub extends HubProcess {
  password: string;
}

/** The hub as in production (no sandbox), with one WhatsApp number at Meta. */
export async function startMetaHub(
  dataDir: string,
  databaseUrl: string,
  started: (child: ChildProcess) => void,
): Promise<MetaHub> {
  const port = await freePort();
  const env = {
    NODE_ENV: 'production',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SECRET_KEY: randomBytes(32).toString('base64url'),
    DATABASE_URL: databaseUrl,
    // Nothing is sent; what tried to would not get far.
    META_GRAPH_URL: 'http://127.0.0.1:9',
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'put-user', '--email', admin, '--name', 'Amir', '--role', 'admin'],
    { env: { ...ownEnvironment(), ...env } },
  );
  const password = /signs in with (\S+)/.exec(stdout)![1]!;
  const hub = await startHubProcess(dataDir, port, env, started);
  const { appSecret, wabaId, phoneNumberId, number } = sender;
  const response = await fetch(`${hub.url}/api/v1/channels`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      origin: hub.url,
      cookie: await sessionOf(hub.url, { email: admin, password }),
    },
    body: JSON.stringify({
      kind: 'whatsapp',
      provider: 'meta',
      name: 'WhatsApp',
      address: number,
      settings: { wabaId, phoneNumberId },
      secrets: { appSecret, verifyToken: 'bench', accessToken: 'bench' },
    }),
  });
  if (!response.ok) throw new Error(`the channel was refused: ${await response.text()}`);
  return { ...hub, password };
}

/** Consoles as agents have them open: the inbox, and one of these threads. */
export async function attachConsoles(
  { url, password }: MetaHub,
  threads: readonly { id: string; lastSeq: number }[],
): Promise<Socket[]> {
  const cookies = await signIn(url, [{ email: admin, password }], threads.length);
  return Promise.all(
    cookies.map(async (cookie, n) => {
      const socket = await connectConsole(url, cookie);
      const { id, lastSeq: afterSeq } = threads[n]!;
      await ask(socket, 'inbox:watch', { view: 'mine' });
      await ask(socket, 'thread:watch', { id, afterSeq });
      return socket;
    }),
  );
}
