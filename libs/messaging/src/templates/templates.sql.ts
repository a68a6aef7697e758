/**
 * Takes turns among hubs: the channels whose list is due, moved on at once so that no other hub reads it too.
 * $1: seconds until the next time, on average; $2: kinds and providers that have lists, as `kind provider`.
 */
export const claimDueLists = `
with due as (
  select id from channels where templates_due_at <= now() and kind || ' ' || provider = any($2)
  order by templates_due_at limit 5 for update skip locked)
update channels c set templates_due_at = now() + $1 * (0.8 + 0.4 * random()) * interval '1 s'
from due where c.id = due.id returning c.id`;

/**
 * The provider's list of one channel, as it stood at $3: what it names is taken over, what it no longer names is
 * withdrawn. News that came since stay. $1 channel, $2 templates, $3 when the list was asked for.
 */
export const keepList = `
with given as (
  select * from json_to_recordset($2) as t(name text, language text, category text, status text, quality text, header text,
    text text, footer text, buttons jsonb, "providerId" text, reason text, unsendable text)
), put as (
  insert into templates as t (channel_id, name, language, category, status, quality, header, text, footer, buttons,
    provider_id, reason, unsendable, synced_at)
  select $1, name, language, category, status, quality, header, text, footer, buttons, "providerId", reason, unsendable, $3
  from given
  on conflict (channel_id, name, language) do update set category = excluded.category, status = excluded.status,
    quality = excluded.quality, header = excluded.header, text = excluded.text, footer = excluded.footer,
    buttons = excluded.buttons, provider_id = excluded.provider_id, reason = excluded.reason,
    unsendable = excluded.unsendable, synced_at = excluded.synced_at
  where t.synced_at is null or t.synced_at < excluded.synced_at
), gone as (
  update templates t set status = 'withdrawn', reason = 'the provider no longer has it', synced_at = $3
  where channel_id = $1 and status <> 'withdrawn' and (synced_at is null or synced_at < $3)
    and not exists (select from given g where g.name = t.name and g.language = t.language)
)
update channels set templates_synced_at = $3, templates_error = null where id = $1`;

/** A list that could not be read changes nothing but this. $1 channel, $2 why, $3 seconds until the next try. */
export const keepFailure = `
update channels set templates_error = $2,
  templates_due_at = least(templates_due_at, now() + $3 * (0.8 + 0.4 * random()) * interval '1 s')
where id = $1`;

/**
 * What a webhook says of a template, for all channels of its account. $1 channels, $2 name, $3 language, $4 the news,
 * $5 their time. Fields that the news do not name stay. Answers the channels that have newer word of it: later news, or a
 * refusal.
 */
export const keepNews = `
with known as materialized (
  select id, channel_id, coalesce(told_at > $5 or (status = 'withdrawn' and synced_at > $5), false) as outdated
  from templates where channel_id = any($1) and name = $2 and language = $3 order by id for update
), kept as (
  update templates t set
    status = coalesce($4::jsonb ->> 'status', status), quality = coalesce($4::jsonb ->> 'quality', quality),
    category = coalesce($4::jsonb ->> 'category', category),
    reason = case when $4::jsonb ? 'status' then $4::jsonb ->> 'reason' else reason end,
    told_at = $5, synced_at = now()
  from known where t.id = known.id and not outdated
)
select channel_id as id from known where outdated`;

/** The provider would not carry it just now: withdrawn until its list says otherwise. $1 channel, $2 name, $3 language, $4 why. */
export const withdrawTemplate = `
update templates set status = 'withdrawn', reason = $4, synced_at = now()
where channel_id = $1 and name = $2 and language = $3 and status = 'approved' returning id`;

/**
 * An administrator's choice of a channel's templates of one purpose. The provider's own word on a template stays.
 * $1 channel, $2 templates.
 */
export const putPurposes = `
with given as (
  select * from json_to_recordset($2) as t(purpose text, name text, language text, text text, "providerId" text)
), let_go as (
  update templates t set purpose = null
  where channel_id = $1 and purpose in (select purpose from given)
    and not exists (select from given g where g.name = t.name and g.language = t.language)
)
insert into templates as t (channel_id, purpose, name, language, text, provider_id, status)
select $1, purpose, name, language, text, "providerId", 'approved' from given
on conflict (channel_id, name, language) do update set purpose = excluded.purpose,
  text = case when t.synced_at is null then excluded.text else t.text end,
  provider_id = case when t.synced_at is null then excluded.provider_id else t.provider_id end`;

export const templateCosts = `
select category, amount::float8 as amount, currency, valid_from::text as "from" from template_costs
where channel_id = $1 order by category, valid_from`;

export const putTemplateCost = `
insert into template_costs (channel_id, category, amount, currency, valid_from) values ($1, $2, $3, $4, $5)
on conflict (channel_id, category, valid_from) do update set amount = excluded.amount, currency = excluded.currency`;

/** $1 channel, $2 a name, or null for all. */
export const templatesOfChannel = `
select id, purpose, name, language, text, provider_id as "providerId", status, category, quality, header, footer, buttons,
  reason, unsendable, synced_at as "syncedAt"
from templates where channel_id = $1 and ($2::text is null or name = $2) order by name, language`;

/** $1 contact. */
export const wantedLanguages = `
select (select language from contacts where id = $1) as contact, (select language from workspace) as company`;
