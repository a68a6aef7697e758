import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const url = (protocols: string[]) =>
  z
    .string()
    .refine((v) => URL.canParse(v) && protocols.includes(new URL(v).protocol), {
      error: `must be a URL starting with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    })
    .transform((v) => v.replace(/\/$/, ''));
/** As `redis` reads it: the path is the number of a database; user and password are percent-encoded. */
const redisUrl = url(['redis:', 'rediss:']).refine(
  (v) => {
    const { hostname, pathname, username, password } = new URL(v);
    try {
      decodeURIComponent(username + password);
    } catch {
      return false;
    }
    return hostname !== '' && /^(\/\d*)?$/.test(pathname);
  },
  { error: 'must look like redis://user:password@host:6379/0, special characters percent-encoded' },
);
const flag = z
  .enum(['1', '0', 'true', 'false', 'on', 'off'], 'must be on or off')
  .transform((v) => /^(1|true|on)$/.test(v));

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number('must be a port number').int('must be a port number').min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATA_DIR: z.string().default('./.data'),
  MEDIA_URL: url(['file:', 's3:']).optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  AWS_REGION: z.string().optional(),
  REDIS_URL: redisUrl.optional(),
  SANDBOX: flag.optional(),
  SECRET_KEY: z.string().min(32, 'must be at least 32 characters').optional(),
  REPORT_TIME_LIMIT: z.coerce
    .number('must be a number of seconds')
    .min(0.1, 'must be at least 0.1 s')
    .max(600, 'must be 600 s at most')
    .default(20),
  LOG_LEVEL: z.enum(['error', 'warn', 'log', 'debug']).default('log'),
});

/** A bucket of an S3-compatible service; without an endpoint Amazon's. */
export interface S3Place {
  kind: 's3';
  bucket: string;
  /** What every key begins with, ending in a slash where there is any. */
  prefix: string;
  endpoint: string | undefined;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
  /** Where files arrive before they are sent there. */
  folder: string;
}
export type MediaPlace = { kind: 'folder'; folder: string } | S3Place;

/** The hub's settings, from the environment; see the README for each variable's meaning. */
export interface Config {
  production: boolean;
  port: number;
  host: string;
  /** What providers and customers see, without a slash at the end. */
  publicUrl: string;
  /** Absent: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  /** Absent: other hubs on the same database hear of this one within seconds instead of at once. */
  redisUrl: string | undefined;
  dataDir: string;
  media: MediaPlace;
  sandbox: boolean;
  /** Encrypts provider credentials and signs links. */
  secretKey: string;
  /** Every other variable that ends in `_URL`, as it is: a provider's folder knows its own, and reads it by `readUrl`. */
  furtherUrls: Readonly<Record<string, string>>;
  /** A statement of a report that takes longer is stopped. */
  reportLimitMs: number;
  logLevel: 'error' | 'warn' | 'log' | 'debug';
}

/** A variable that is missing or malformed; the message is one line that names it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** The address that a variable holds. */
export function readUrl(name: string, value: string): string {
  const { data, error } = url(['http:', 'https:']).safeParse(value);
  if (data === undefined) throw new ConfigError(`${name}: ${error!.issues[0]!.message}`);
  return data;
}

/** Reads the environment; makes and keeps a secret key in the data directory where none is required. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty variable is an unset one: compose files and shells write them so.
  const set = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== ''));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ConfigError(`${String(issue.path[0])}: ${issue.message}`);
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  if (production && e.SANDBOX) throw new ConfigError('SANDBOX: cannot be on with NODE_ENV=production');
  const sandbox = e.SANDBOX ?? !production;
  if (!e.SECRET_KEY && !sandbox) throw new ConfigError('SECRET_KEY: must be set (at least 32 characters, kept secret)');
  if (production && !e.PUBLIC_URL) throw new ConfigError('PUBLIC_URL: must be set to the address providers reach');
  const dataDir = path.resolve(e.DATA_DIR);
  return {
    production,
    port: e.PORT,
    host: e.HOST,
    publicUrl: e.PUBLIC_URL ?? `http://localhost:${e.PORT}`,
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    dataDir,
    media: mediaPlace(e, dataDir),
    sandbox,
    secretKey: e.SECRET_KEY ?? keptSecret(dataDir),
    furtherUrls: Object.fromEntries(
      Object.entries(set).filter(([name]) => name.endsWith('_URL') && !(name in Environment.shape)),
    ) as Record<string, string>,
    reportLimitMs: Math.round(e.REPORT_TIME_LIMIT * 1000),
    logLevel: e.LOG_LEVEL,
  };
}

const likeS3 = 'must look like s3://bucket?endpoint=https://host&region=eu-central-1';

function mediaPlace(e: z.infer<typeof Environment>, dataDir: string): MediaPlace {
  if (!e.MEDIA_URL) return { kind: 'folder', folder: path.join(dataDir, 'media') };
  const { protocol, hostname: bucket, pathname, searchParams, username, port } = new URL(e.MEDIA_URL);
  if (protocol === 'file:') return { kind: 'folder', folder: decodeURIComponent(pathname) };
  const { endpoint, region = e.AWS_REGION ?? 'us-east-1', ...unknown } = Object.fromEntries(searchParams);
  const prefix = pathname.replace(/^\/+|\/+$/g, '');
  const fits =
    /^[a-z0-9][a-z0-9.-]{1,62}$/.test(bucket) &&
    /^[\w./-]*$/.test(prefix) &&
    /^[a-z0-9-]+$/.test(region) &&
    (endpoint === undefined || /^https?:\/\/[^/?#@]+$/.test(endpoint)) &&
    Object.keys(unknown).length === 0 &&
    username + port === '';
  if (!fits) throw new ConfigError(`MEDIA_URL: ${likeS3}`);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = e;
  if (!accessKeyId) throw new ConfigError('AWS_ACCESS_KEY_ID: must be set for a MEDIA_URL that starts with s3://');
  if (!secretAccessKey)
    throw new ConfigError('AWS_SECRET_ACCESS_KEY: must be set for a MEDIA_URL that starts with s3://');
  return {
    kind: 's3',
    bucket,
    prefix: prefix && `${prefix}/`,
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
    sessionToken: e.AWS_SESSION_TOKEN,
    folder: path.join(dataDir, 'arriving'),
  };
}

function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret-key');
  try {
    mkdirSync(dataDir, { recursive: true });
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    return readFileSync(file, 'utf8').trim();
  } catch (e) {
    throw new ConfigError(`DATA_DIR: ${dataDir} cannot be written (${(e as NodeJS.ErrnoException).code})`);
  }
}

/** Injection token of the `Config`. */
export const CONFIG = Symbol('config');
