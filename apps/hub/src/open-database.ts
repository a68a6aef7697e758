import path from 'node:path';
import { type Config, startEmbeddedPg } from '#libs/platform';
import { dataSourceOptions } from './data-source.js';

export interface OpenDatabase {
  options: ReturnType<typeof dataSourceOptions>;
  /** It ran already: another process uses it too. */
  attached: boolean;
  stop(): Promise<void>;
}

/** DATABASE_URL where it is set, else the embedded PostgreSQL under DATA_DIR, started if it does not run yet. */
export async function openDatabase({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<OpenDatabase> {
  if (databaseUrl) return { options: dataSourceOptions(databaseUrl), attached: true, stop: async () => {} };
  const server = await startEmbeddedPg({
    dir: path.join(dataDir, 'postgres'),
    database: 'shiftline',
    settings: { max_connections: 60, shared_buffers: '128MB', max_wal_size: '1GB', log_min_messages: 'warning' },
  });
  return { options: dataSourceOptions(server.url), attached: server.attached, stop: () => server.stop() };
}
