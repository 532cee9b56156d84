-- The ground that every edition of the rulebooks stands on. Registers are made from the rulebooks, not here.
-- One statement, one table; reference tables (the same for every community) first.

do $$ begin
  if not exists (select from pg_roles where rolname = 'liren_app') then
    create role liren_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'liren_derive') then
    create role liren_derive nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

create extension if not exists btree_gin;

-- Row-level security lets an operator reach an index only if it is known to leak nothing. Array containment asks
-- nothing but the elements' equality, which is marked so already. An owner who may not say this loses speed only.
do $$ begin
  alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
  alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof;
exception when insufficient_privilege then
  raise notice 'array searches under row-level security will not use their index';
end $$;

create schema if not exists past;
grant usage on schema public, past to liren_app, liren_derive;

-- Reference tables

create table area (
  id        uuid primary key,
  parent_id uuid references area (id),
  kind      text not null check (kind in ('country', 'province', 'city', 'district', 'street', 'community')),
  name_zh   text not null,
  name_en   text not null,
  code      text not null default ''
);

create table area_path (
  ancestor_id uuid not null references area (id),
  area_id     uuid not null references area (id),
  depth       integer not null,
  primary key (ancestor_id, area_id)
);
create index area_path_area on area_path (area_id);

create table app_user (
  id            uuid primary key,
  login         text not null unique,
  name          text not null,
  password_hash text not null,
  must_change   boolean not null default true,
  failures      integer not null default 0,
  locked_until  timestamptz,
  language      text not null default 'zh',
  disabled      boolean not null default false
);

create table user_post (
  user_id uuid not null references app_user (id),
  area_id uuid not null references area (id),
  post    text not null,
  primary key (user_id, area_id, post)
);

-- The latest set_at of a from_on holds; nothing is overwritten.
create table parameter_value (
  area_id uuid not null references area (id),
  name    text not null,
  from_on date not null,
  value   jsonb not null,
  source  text not null,
  set_by  uuid,
  set_at  timestamptz not null,
  primary key (area_id, name, from_on, set_at)
);

create table period (
  unit     text not null,
  key      text not null,
  start_on date not null,
  end_on   date not null,
  primary key (unit, key)
);
create unique index period_start on period (unit, start_on);

-- ordinal: how many working days there have been up to and with this day.
create table calendar_day (
  day     date primary key,
  working boolean not null,
  ordinal integer not null
);
create index calendar_day_ordinal on calendar_day (ordinal, day);

create table rulebook_text (
  id        text not null,
  digest    text not null,
  version   text not null,
  text      text not null,
  loaded_at timestamptz not null,
  primary key (id, digest)
);

-- What belongs to one community

create table community (
  id       uuid primary key references area (id),
  position bigint not null default 0,
  head     bytea not null default ''
);

create table journal (
  community_id uuid not null references community (id),
  position     bigint not null,
  encoding     smallint not null,
  at           timestamptz not null,
  actor        uuid not null,
  post         text not null,
  kind         text not null,
  register     text not null,
  record       uuid not null,
  content      text not null,
  reason       text not null,
  digest       bytea not null,
  primary key (community_id, position)
);
create index journal_record on journal (community_id, register, record, position);

-- wrapped is null once the key has been destroyed.
create table person_key (
  community_id uuid not null references community (id),
  person_id    uuid not null,
  generation   integer not null,
  wrapped      bytea,
  made_at      timestamptz not null,
  destroyed_at timestamptz,
  primary key (community_id, person_id, generation)
);

create table look_log (
  community_id uuid not null references community (id),
  id           uuid not null,
  at           timestamptz not null,
  actor        uuid not null,
  post         text not null,
  register     text not null,
  record       uuid not null,
  field        text not null,
  purpose      text not null,
  primary key (community_id, id)
);
create index look_log_record on look_log (community_id, record, at);

-- A cache: dropped and derived again it is the same.
create table occurrence (
  community_id   uuid not null,
  duty           text not null,
  subject_id     uuid not null,
  period_key     text not null,
  opens_on       date not null,
  due_on         date not null,
  needed         numeric not null,
  found          numeric not null,
  met_on         date,
  met_entered_on date,
  evidence       uuid[] not null default '{}',
  primary key (community_id, duty, subject_id, period_key)
);
create index occurrence_due on occurrence (community_id, due_on);

create table duty_waiver (
  community_id uuid not null references community (id),
  duty         text not null,
  subject_id   uuid not null,
  period_key   text not null,
  reason       text not null,
  waived_by    uuid not null,
  waived_at    timestamptz not null,
  primary key (community_id, duty, subject_id, period_key)
);

create table attachment (
  community_id uuid not null references community (id),
  id           uuid not null,
  name         text not null,
  media_type   text not null,
  size         bigint not null,
  digest       bytea not null,
  content      bytea not null,
  entered_by   uuid not null,
  entered_at   timestamptz not null,
  primary key (community_id, id)
);

-- Who may do what. The journal and the log of looks only ever grow.

grant select on area, area_path, period, calendar_day, rulebook_text, parameter_value, app_user, user_post to liren_app;
grant select on area, area_path, period, calendar_day, parameter_value to liren_derive;
grant insert, update on area, app_user, rulebook_text to liren_app;
grant insert, delete on area_path, user_post to liren_app;
grant insert on parameter_value to liren_app;
grant insert, update on period, calendar_day to liren_app;

grant select, insert, update (position, head) on community to liren_app;
grant select, insert on journal, look_log, attachment to liren_app;
grant select, insert, update on person_key to liren_app;
grant select, insert, update, delete on occurrence to liren_app, liren_derive;
grant select, insert, delete on duty_waiver to liren_app;
grant select (id, position) on community to liren_derive;
grant select on duty_waiver to liren_derive;

alter table community enable row level security;
alter table journal enable row level security;
alter table person_key enable row level security;
alter table look_log enable row level security;
alter table occurrence enable row level security;
alter table duty_waiver enable row level security;
alter table attachment enable row level security;

create policy own_community on community to liren_app using (id = current_setting('liren.community')::uuid);
create policy own_community on journal to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy own_community on person_key to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy own_community on look_log to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy own_community on occurrence to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy own_community on duty_waiver to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy own_community on attachment to liren_app using (community_id = current_setting('liren.community')::uuid);

-- Derivation runs over many communities in one statement; a policy over a list would double its time.
create policy every_community on community to liren_derive using (true);
create policy every_community on occurrence to liren_derive using (true);
create policy every_community on duty_waiver to liren_derive using (true);
