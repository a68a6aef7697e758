const columns = `id, contact_id as "contactId", text, author_id as "authorId", author_name as "authorName",
  created_at as "createdAt", edited_at as "editedAt", version`;

/** $1 contact, $2 the last id of the page before, $3 rows. */
export const notePage = `
select ${columns} from contact_notes where contact_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`;

/** $1 contact, $2 text, $3 and $4 who writes. */
export const addNote = `
insert into contact_notes (contact_id, text, author_id, author_name) values ($1, $2, $3, $4) returning ${columns}`;

/** $1 note, $2 contact. */
export const lockNote = `select ${columns} from contact_notes where id = $1 and contact_id = $2 for update`;

/** $1 note, $2 text. */
export const changeNote = `
update contact_notes set text = $2, edited_at = now(), version = version + 1 where id = $1 returning ${columns}`;

/** The threads on whose screens the contact's notes stand: the open one, and the latest. $1 contact. */
export const touchThreads = `
update threads set version = version + 1 where contact_id = $1 and (status <> 'resolved'
  or id = (select id from threads where contact_id = $1 order by last_at desc, id desc limit 1)) returning id`;
