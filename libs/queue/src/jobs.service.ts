import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type Sql } from '#libs/platform';
import { claimJobs, enqueueJob, finishJob, retryJob } from './jobs.sql.js';
import { retryDelay } from './retry-delay.js';

export interface Job<P = unknown> {
  id: string;
  kind: string;
  payload: P;
  /** 1 on the first try. */
  attempts: number;
  createdAt: Date;
}

export interface JobHandler<P = never> {
  /** Must be safe to run again: a job whose process died is handed to the next one. */
  run(job: Job<P>): Promise<void>;
  /** How long a failing job is tried again, from its creation. One day unless said. */
  lifetimeMs?: number;
  /** Called once when the lifetime is over, so that the failure becomes visible where it matters. */
  giveUp?(job: Job<P>, error: Error): Promise<void>;
}

const day = 24 * 3600 * 1000;

/**
 * Work that follows a commit: enqueued in the caller's transaction, claimed with SKIP LOCKED by any process, leased by
 * the database's clock, retried with jitter. Every kind has exactly one handler, or the process does not start.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Jobs');
  private readonly handlers = new Map<string, JobHandler>();
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private claiming = false;
  private stopped = false;

  constructor(private readonly db: Database) {}

  handle<P>(kind: string, handler: JobHandler<P>): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers for jobs of kind ${kind}`);
    this.handlers.set(kind, handler as JobHandler);
  }

  async enqueue(sql: Sql, kind: string, payload: unknown, runAt?: Date): Promise<void> {
    if (!this.handlers.has(kind)) throw new Error(`no handler for jobs of kind ${kind}`);
    await sql.query(enqueueJob, [kind, JSON.stringify(payload), runAt ?? null]);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), 500);
  }

  /** Call after a commit that enqueued something: nobody waits for the poll. */
  wake(): void {
    if (!this.claiming && !this.stopped) void this.claim();
  }

  private async claim(): Promise<void> {
    this.claiming = true;
    try {
      while (!this.stopped && this.running.size < 8) {
        const jobs = await this.db.named<Job>('claim-jobs', claimJobs, [
          8 - this.running.size,
          [...this.handlers.keys()],
        ]);
        for (const job of jobs) {
          const run: Promise<void> = this.run(job).finally(() => {
            this.running.delete(run);
            this.wake();
          });
          this.running.add(run);
        }
        if (jobs.length === 0) break;
      }
    } catch (error) {
      this.log.warn(`cannot claim jobs: ${(error as Error).message}`);
    } finally {
      this.claiming = false;
    }
  }

  private async run(job: Job): Promise<void> {
    const handler = this.handlers.get(job.kind)!;
    try {
      await handler.run(job as Job<never>);
      await this.db.query(finishJob, [job.id]);
    } catch (error) {
      await this.failed(job, handler, error as Error).catch((e: Error) => this.log.warn(`job ${job.id}: ${e.message}`));
    }
  }

  /** Where even this cannot be written the lease runs out and the job comes again. */
  private async failed(job: Job, handler: JobHandler, error: Error): Promise<void> {
    if (Date.now() - job.createdAt.getTime() < (handler.lifetimeMs ?? day)) {
      await this.db.query(retryJob, [job.id, retryDelay(job.attempts), error.message]);
      return;
    }
    this.log.error(`job ${job.id} (${job.kind}) given up after ${job.attempts} tries: ${error.message}`);
    await handler.giveUp?.(job as Job<never>, error);
    await this.db.query(finishJob, [job.id]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await Promise.allSettled(this.running);
  }
}
