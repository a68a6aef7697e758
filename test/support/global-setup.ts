import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import 'reflect-metadata';
import type { TestProject } from 'vitest/node';
import { dataSourceOptions } from '../../apps/hub/src/data-source.js';
import { migrate, startEmbeddedPg } from '../../libs/platform/src/index.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a database to make others from; `template1` of the tests is called `tpl`. */
    pgAdmin: string;
  }
}

/** One real PostgreSQL for the run, without fsync; every test file gets a migrated database of its own from it. */
export default async function setup(project: TestProject) {
  const dir = await mkdtemp(path.join(tmpdir(), 'shiftline-test-'));
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: 200, file_copy_method: 'copy' };
  const pg = await startEmbeddedPg({ dir, database: 'tpl', settings });
  await migrate({ ...dataSourceOptions(pg.url), poolSize: 3 });
  project.provide('pgAdmin', pg.urlOf('postgres'));
  return async () => {
    await pg.stop();
    await rm(dir, { recursive: true, force: true });
  };
}
