-- What residents who sent something in are given to follow it by: the code itself is kept nowhere, only its digest.
create table follow_code (
  community_id uuid not null references community (id),
  digest       bytea not null,
  register     text not null,
  record       uuid not null,
  made_at      timestamptz not null,
  primary key (community_id, digest)
);
create unique index follow_code_record on follow_code (community_id, register, record);

grant select, insert on follow_code to liren_app;
alter table follow_code enable row level security;
create policy own_community on follow_code to liren_app using (community_id = current_setting('liren.community')::uuid);
