-- Files that are being taken in, for a day; and which column of which heading went where.

create table import_file (
  community_id uuid not null references community (id),
  id           uuid not null,
  register     text not null,
  name         text not null,
  content      bytea not null,
  rows         integer not null,
  plan         text not null,
  uploaded_by  uuid not null,
  uploaded_at  timestamptz not null,
  primary key (community_id, id)
);

create table import_template (
  community_id uuid not null references community (id),
  register     text not null,
  heading      text not null,
  columns      text not null,
  used_at      timestamptz not null,
  primary key (community_id, register, heading)
);

grant select, insert, update, delete on import_file, import_template to liren_app;
alter table import_file enable row level security;
alter table import_template enable row level security;
create policy own_community on import_file to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy own_community on import_template to liren_app using (community_id = current_setting('liren.community')::uuid);
