import { Injectable } from '@nestjs/common';
import type { Workspace } from '#libs/contracts';
import { Database, type Sql } from '#libs/platform';

const unnamed: Workspace = {
  company: 'our company',
  language: 'en-GB',
  defaultQueue: 'support',
  queues: [],
  keepOriginals: false,
  photoIntents: [],
};

/** The company a hub works for, as callers hear and read it. */
@Injectable()
export class Workspaces {
  constructor(private readonly db: Database) {}

  /** `sql`: the open transaction of whoever has one, who must not wait for a second connection. */
  async get(sql: Sql = this.db): Promise<Workspace> {
    const [row] = await sql.query<Workspace>(
      `select company, language, default_queue as "defaultQueue", keep_originals as "keepOriginals",
         photo_intents as "photoIntents", coalesce((select json_agg(json_build_object(
         'name', name, 'waitSeconds', wait_seconds) order by name) from queues), '[]') as queues from workspace`,
    );
    return row ?? unnamed;
  }

  async put({ company, language, defaultQueue, queues, keepOriginals, photoIntents }: Workspace): Promise<Workspace> {
    await this.db.transaction(async (sql) => {
      await sql.query(
        `insert into workspace (company, language, default_queue, keep_originals, photo_intents)
         values ($1, $2, $3, $4, $5)
         on conflict (id) do update set company = $1, language = $2, default_queue = $3, keep_originals = $4,
           photo_intents = $5`,
        [company, language, defaultQueue, keepOriginals, photoIntents],
      );
      await sql.query('delete from queues where name <> all($1)', [queues.map((queue) => queue.name)]);
      await sql.query(
        `insert into queues (name, wait_seconds) select * from unnest($1::text[], $2::int[])
         on conflict (name) do update set wait_seconds = excluded.wait_seconds`,
        [queues.map((queue) => queue.name), queues.map((queue) => queue.waitSeconds)],
      );
    });
    return this.get();
  }
}
