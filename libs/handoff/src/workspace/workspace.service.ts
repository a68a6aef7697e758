import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

/** The company a hub works for, as callers hear and read it. */
export interface Workspace {
  company: string;
  /** BCP 47: how the phone menu speaks. */
  language: string;
  defaultQueue: string;
}

const unnamed: Workspace = { company: 'our company', language: 'en-GB', defaultQueue: 'support' };

@Injectable()
export class Workspaces {
  constructor(private readonly db: Database) {}

  async get(): Promise<Workspace> {
    const [row] = await this.db.query<Workspace>(
      'select company, language, default_queue as "defaultQueue" from workspace',
    );
    return row ?? unnamed;
  }

  async put({ company, language, defaultQueue }: Workspace): Promise<void> {
    await this.db.query(
      `insert into workspace (company, language, default_queue) values ($1, $2, $3)
       on conflict (id) do update set company = $1, language = $2, default_queue = $3`,
      [company, language, defaultQueue],
    );
  }

  /** What a caller of this queue is counted with where nobody announced a wait. */
  async waitSeconds(queue: string): Promise<number | null> {
    const [row] = await this.db.query<{ waitSeconds: number | null }>(
      'select wait_seconds as "waitSeconds" from queues where name = $1',
      [queue],
    );
    return row?.waitSeconds ?? null;
  }

  async putQueue(name: string, waitSeconds: number | null): Promise<void> {
    await this.db.query(
      'insert into queues (name, wait_seconds) values ($1, $2) on conflict (name) do update set wait_seconds = $2',
      [name, waitSeconds],
    );
  }
}
