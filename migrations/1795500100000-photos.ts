import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a photo's file said about it, how an agent turned it, and its original where the company keeps those. */
export class Photos1795500100000 implements MigrationInterface {
  name = 'Photos1795500100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(photos);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace drop column keep_originals;
      alter table attachments drop column taken_at, drop column placeholder, drop column rotation,
        drop column original_key;`);
  }
}

const photos = `
alter table attachments
  add column taken_at timestamptz,
  -- A data: address of a few hundred characters: the photo, tiny and blurred.
  add column placeholder text,
  -- Clockwise, in degrees, on top of how the stored file is.
  add column rotation smallint not null default 0 check (rotation in (0, 90, 180, 270)),
  -- The bytes as they came, with everything that the sender's device wrote into them.
  add column original_key text;
alter table workspace add column keep_originals boolean not null default false;`;
