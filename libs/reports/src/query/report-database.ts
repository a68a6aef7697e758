import pg from 'pg';
import { Database } from '#libs/platform';
import { invalidPeriod, reportTooLong } from '../errors.js';

/**
 * Reports have a few connections of their own, with a time limit: a long one is stopped, and neither callers nor agents wait
 * for it. Unlike the hub's own, these may read whole tables where that is quicker.
 */
export class ReportDatabase extends Database {
  static open(url: string, limitMs: number): ReportDatabase {
    return new ReportDatabase(
      Database.connect(url, {
        max: 3,
        // A report may be silent for longer than a statement of the hub's own.
        Client: pg.Client,
        query_timeout: limitMs + 5000,
        options: `-c statement_timeout=${limitMs} -c jit=off -c work_mem=64MB -c max_parallel_workers_per_gather=0`,
        application_name: 'reports',
      }).pool,
    );
  }

  override async query<R extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]> {
    try {
      return await super.query<R>(text, values);
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === '57014') throw reportTooLong();
      // Node and PostgreSQL have lists of their own.
      if (code === '22023' && message.includes('time zone')) throw invalidPeriod(`${message}: name another.`);
      throw error;
    }
  }
}
