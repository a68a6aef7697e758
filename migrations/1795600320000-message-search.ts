import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words of messages for searching, beside the messages: they are added a moment later, and slow nobody down. */
export class MessageSearch1795600320000 implements MigrationInterface {
  name = 'MessageSearch1795600320000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [words, removal, people]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index contacts_name_part, identities_number_part;
      drop trigger messages_unsearched on messages;
      drop function forget_words();
      drop table message_words, searched_threads;
      drop function search_words(text, timestamptz);
      drop function search_text(text);`);
  }
}

const words = `
-- Letters and digits alone: a query is split in the same way, so that addresses and meter readings are found by their parts.
create function search_text(text) returns text immutable parallel safe language sql
  return regexp_replace(left($1, 10000), '[^[:alnum:]]+', ' ', 'g');
-- With the day, the week and the month as words of their own: the index finds a common word's latest hits without the others.
create function search_words(text, timestamptz) returns tsvector immutable parallel safe language sql
  return strip(to_tsvector('simple'::regconfig, search_text($1))) || array_to_tsvector(array[
    '@d' || to_char($2 at time zone 'UTC', 'YYYYMMDD'),
    '@w' || to_char($2 at time zone 'UTC', 'IYYYIW'),
    '@m' || to_char($2 at time zone 'UTC', 'YYYYMM')]);
create table message_words (
  thread_id bigint not null,
  seq int not null,
  message_created_at timestamptz not null,
  words tsvector not null,
  primary key (thread_id, seq)
);
create index message_words_words on message_words using gin (words);
-- How far each thread's messages are in it.
create table searched_threads (
  thread_id bigint primary key,
  seq int not null
);
insert into message_words
select thread_id, seq, created_at, search_words(text, created_at) from messages where text <> '' and type <> 'event';
insert into searched_threads select id, last_seq from threads where last_seq > 0;`;

const removal = `
create function forget_words() returns trigger language plpgsql as $$
begin
  delete from message_words where thread_id = old.thread_id and seq = old.seq;
  return null;
end $$;
create trigger messages_unsearched after delete or update of text, type on messages
  for each row execute function forget_words();`;

const people = `
create extension if not exists pg_trgm;
create index contacts_name_part on contacts using gin (name gin_trgm_ops) where name is not null;
create index identities_number_part on identities using gin (value gin_trgm_ops) where kind in ('phone', 'wa_id');`;
